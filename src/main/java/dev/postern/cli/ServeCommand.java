package dev.postern.cli;

import dev.postern.admin.AdminListener;
import dev.postern.gateway.Blueprint;
import io.quarkus.runtime.Quarkus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "serve", mixinStandardHelpOptions = true,
        description = "Runs the gateway. Changes to the configuration and its certificates are taken up while it runs; SIGTERM drains and ends it.")
final class ServeCommand implements Callable<Integer> {

    @Mixin
    ConfigOption config;

    @Override
    public Integer call() {
        Blueprint blueprint = Blueprint.readServable(config.file, Blueprint.Ground.system());
        AdminListener.configure(blueprint.config().listen().admin());
        Quarkus.run(ServeApplication.class, config.file.toString());
        return CommandLineOf.SERVED;
    }
}
