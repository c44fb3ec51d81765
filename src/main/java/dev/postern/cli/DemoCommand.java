package dev.postern.cli;

import dev.postern.demo.DemoApplication;
import dev.postern.demo.DemoPki;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "demo", mixinStandardHelpOptions = true,
        description = "Shows everything on this machine with nothing else installed: walks through the story, then stays up for your browser until Ctrl-C.")
final class DemoCommand implements Callable<Integer> {

    private static final int USUAL_INGRESS = 8443;
    private static final int USUAL_ADMIN = 9443;

    @Option(names = "--once", description = "exit after the walk; 1 when any step surprises")
    boolean once;
    @Option(names = "--write-pki", paramLabel = "DIR", description = "only write the demo's certificates, to try your own configuration with; anew where all of them are, and over nobody else's files")
    Path writePki;
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (writePki != null) {
            DemoPki.write(writePki, InstantSource.system());
            spec.commandLine().getOut().println("certificates for trying out are in " + writePki + "; their authorities' keys have been forgotten");
            return 0;
        }
        int admin = free(USUAL_ADMIN);
        System.setProperty("quarkus.http.host", "127.0.0.1");
        System.setProperty("quarkus.http.port", Integer.toString(admin));
        System.setProperty("quarkus.log.level", "WARN");
        List<String> arguments = new ArrayList<>(List.of(Files.createTempDirectory("postern-demo-").toString(), Integer.toString(free(USUAL_INGRESS)), Integer.toString(admin)));
        if (once) {
            arguments.add("--once");
        }
        if (spec.commandLine().getColorScheme().ansi().enabled()) {
            arguments.add("--colour");
        }
        Quarkus.run(DemoApplication.class, arguments.toArray(String[]::new));
        return CommandLineOf.SERVED;
    }

    /** The usual port where it is free, else any. */
    private static int free(int usual) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket probe = new ServerSocket(usual, 1, loopback)) {
            return probe.getLocalPort();
        } catch (IOException taken) {
            try (ServerSocket other = new ServerSocket(0, 1, loopback)) {
                return other.getLocalPort();
            }
        }
    }
}
