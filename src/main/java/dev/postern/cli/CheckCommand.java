package dev.postern.cli;

import dev.postern.gateway.Blueprint;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "check", mixinStandardHelpOptions = true, description = "Checks the configuration and everything it names; prints every error at once, exits 1; notes say what is allowed and hardly meant.")
final class CheckCommand implements Callable<Integer> {

    @Mixin
    ConfigOption config;
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Blueprint blueprint = Blueprint.readServable(config.file, Blueprint.Ground.system());
        spec.commandLine().getOut().printf("%s is good: %d routes, %d rules, %d upstreams; version %s%n", config.file,
                blueprint.config().routes().size(), blueprint.config().policies().size(), blueprint.config().upstreams().size(), blueprint.version());
        blueprint.policy().unreachable(blueprint.routes()).forEach(route ->
                spec.commandLine().getOut().println("note: nobody can reach the route " + route + ": no rule allows it"));
        blueprint.doubts().forEach(doubt -> spec.commandLine().getOut().printf("note: %s: %s (%s)%n", doubt.at(), doubt.message(), doubt.hint()));
        return 0;
    }
}
