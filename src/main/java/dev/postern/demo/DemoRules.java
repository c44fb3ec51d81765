package dev.postern.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The OWASP Core Rule Set for the demonstration: the one that is installed, or else the package of a Debian-like system, fetched and unpacked into the demonstration's directory, which needs no
 * root: {@code apt-get download} checks it against the signed lists of packages, {@code dpkg-deb -x} unpacks without installing. Where there are no lists, they are fetched into the directory too.
 *
 * <p>Nothing here fails the demonstration: what cannot be had is told. Blocks for {@link #PATIENCE} at most.
 */
final class DemoRules {

    static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String PACKAGE = "modsecurity-crs";
    private static final int MOST_TOLD = 160;

    /** What came of it. */
    sealed interface Outcome {}

    /** Postern finds it by itself. */
    record Installed() implements Outcome {}

    /** @param home what {@code core-rule-set} names */
    record Fetched(Path home) implements Outcome {}

    /** @param why in a sentence, without a full stop */
    record Missing(String why) implements Outcome {}

    /** The programs that fetch and unpack, by name or path, and how long both may take together. */
    record Means(String fetcher, String unpacker, Duration patience) {

        static final Means USUAL = new Means("apt-get", "dpkg-deb", PATIENCE);
    }

    private final Path dir;
    private final Means means;
    private final long until;

    private DemoRules(Path dir, Means means) {
        this.dir = dir;
        this.means = means;
        this.until = System.nanoTime() + means.patience().toNanos();
    }

    /**
     * @param installed whether the rules are where packages put them
     * @param dir       made, when something has to be fetched
     */
    static Outcome obtain(boolean installed, Path dir, Means means) {
        if (installed) {
            return new Installed();
        }
        try {
            Files.createDirectories(dir.resolve("lists/partial"));
            Files.createDirectories(dir.resolve("unpacked"));
            return new DemoRules(dir, means).fetched();
        } catch (IOException failed) {
            return new Missing(sentence(failed.getMessage()));
        }
    }

    private Outcome fetched() throws IOException {
        Optional<String> unfetched = run(means.fetcher(), "-q", "download", PACKAGE);
        if (unfetched.isPresent()) {
            String lists = "Dir::State::Lists=" + dir.resolve("lists").toAbsolutePath();
            run(means.fetcher(), "-q", "-o", lists, "update").or(() -> run(means.fetcher(), "-q", "-o", lists, "download", PACKAGE));
        }
        Optional<Path> found = archive();
        if (found.isEmpty()) {
            return new Missing("apt-get could not fetch its package without root: " + unfetched.orElse("nothing came"));
        }
        Optional<String> wrong = run(means.unpacker(), "-x", found.get().toString(), "unpacked");
        return wrong.isPresent() ? new Missing("its package could not be unpacked: " + wrong.get()) : arranged();
    }

    private Optional<Path> archive() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.map(Path::getFileName).filter(name -> name.toString().startsWith(PACKAGE) && name.toString().endsWith(".deb")).findFirst();
        }
    }

    /** Debian keeps the set-up and the rules apart; one directory has both. */
    private Outcome arranged() throws IOException {
        Path rules = dir.resolve("unpacked/usr/share/modsecurity-crs/rules");
        Path setUp = dir.resolve("unpacked/etc/modsecurity/crs/crs-setup.conf");
        if (!Files.isDirectory(rules) || !Files.isRegularFile(setUp)) {
            return new Missing("its package holds something else than expected");
        }
        Files.move(rules, dir.resolve("rules"));
        Files.move(setUp, dir.resolve("crs-setup.conf"), StandardCopyOption.REPLACE_EXISTING);
        return new Fetched(dir);
    }

    /** Empty when it ended well, else what it said last. */
    private Optional<String> run(String... command) {
        Path said = dir.resolve("said");
        try {
            Process process = new ProcessBuilder(command).directory(dir.toFile()).redirectErrorStream(true).redirectOutput(said.toFile()).start();
            process.getOutputStream().close();
            if (!process.waitFor(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return Optional.of("not done after " + means.patience().toSeconds() + " s");
            }
            return process.exitValue() == 0 ? Optional.empty() : Optional.of(last(said, command[0] + " ended with " + process.exitValue()));
        } catch (IOException absent) {
            return Optional.of(command[0] + " cannot be started here");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private static String last(Path said, String otherwise) throws IOException {
        List<String> lines = new ArrayList<>(Arrays.asList(new String(Files.readAllBytes(said), StandardCharsets.UTF_8).split("\\R")));
        lines.removeIf(line -> line.isBlank() || line.startsWith("W: "));
        return lines.isEmpty() ? otherwise : sentence(lines.getLast());
    }

    private static String sentence(String text) {
        String line = String.valueOf(text).strip().replaceAll("\\p{Cntrl}+", " ");
        return line.length() > MOST_TOLD ? line.substring(0, MOST_TOLD) + "…" : line;
    }
}
