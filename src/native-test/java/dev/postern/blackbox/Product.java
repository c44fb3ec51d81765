package dev.postern.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged product as a user has it: {@code bin/postern}, as the JVM package or the native executable. */
enum Product {
    JVM, NATIVE;

    private static final Path ROOT = Path.of("").toAbsolutePath();

    /** What has been built. The JVM package always is; a native executable joins in when it is there, and must be when {@code POSTERN_NATIVE=required}. */
    static Stream<Product> built() {
        boolean executable = Files.isExecutable(ROOT.resolve("target/postern"));
        if (!executable && "required".equals(System.getenv("POSTERN_NATIVE"))) {
            throw new IllegalStateException("target/postern is required and has not been built: make native");
        }
        return executable ? Stream.of(JVM, NATIVE) : Stream.of(JVM);
    }

    /** Runs a command to its end. */
    Result run(String... arguments) {
        try {
            Path out = Files.createTempFile("postern", ".out");
            Path err = Files.createTempFile("postern", ".err");
            Process process = builder(List.of(), arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running after two minutes: " + String.join(" ", arguments) + "\n" + Files.readString(err));
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Starts a command that stays up; its output goes to {@code log}. */
    Process start(Path log, String... arguments) throws IOException {
        return start(List.of(), log, arguments);
    }

    /** @param properties of the system, as {@code -Dname=value} */
    Process start(List<String> properties, Path log, String... arguments) throws IOException {
        return builder(properties, arguments).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    /** Properties stand before the command of an executable, and among the options of a JVM. */
    private ProcessBuilder builder(List<String> properties, String... arguments) {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("bin/postern").toString()));
        if (this == NATIVE) {
            command.addAll(properties);
        }
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
        builder.environment().putAll(Map.of("POSTERN_RUN", name().toLowerCase(Locale.ROOT), "POSTERN_JAVA_OPTS", "-Xmx192m " + String.join(" ", properties)));
        return builder;
    }

    /** How a command ended. */
    record Result(int exit, String out, String err) {}

    /** Asks a process to end as an operator would, and gives it a while. */
    static int terminate(Process process, Duration patience) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("did not end within " + patience);
        }
        return process.exitValue();
    }
}
