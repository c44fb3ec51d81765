package dev.postern.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the files of the OWASP Core Rule Set are. */
public final class CoreRuleSet {

    /** What stands for all of them in a list of rule files. */
    static final String WORD = "crs";

    /** What somebody sets up, and the rules, in the order they are looked for: Debian's packages keep the two apart. */
    private static final List<Home> PLACES = List.of(
            new Home(Path.of("/etc/modsecurity/crs"), Path.of("/usr/share/modsecurity-crs/rules")),
            new Home(Path.of("/usr/share/coreruleset"), Path.of("/usr/share/coreruleset/rules")),
            new Home(Path.of("/opt/coreruleset"), Path.of("/opt/coreruleset/rules")));

    private record Home(Path setUp, Path rules) {

        /** Empty when the rules are not there; without a set-up of one's own, the example's. */
        Optional<List<Path>> files() {
            if (!Files.isDirectory(rules)) {
                return Optional.empty();
            }
            List<Path> files = new ArrayList<>();
            Stream.of("crs-setup.conf", "crs-setup.conf.example").map(setUp::resolve).filter(Files::isRegularFile).findFirst().ifPresent(files::add);
            try (Stream<Path> found = Files.list(rules)) {
                found.filter(file -> file.getFileName().toString().endsWith(".conf")).sorted().forEach(files::add);
            } catch (java.io.IOException unreadable) {
                return Optional.empty();
            }
            return Optional.of(files);
        }
    }

    private CoreRuleSet() {}

    /** Whether it is in one of the places where packages put it. */
    public static boolean isInstalled() {
        return PLACES.stream().anyMatch(place -> place.files().filter(found -> found.size() > 1).isPresent());
    }

    /** Set-up first, then the rules by name; empty when there are none, which has been reported. */
    static Optional<List<Path>> files(Optional<Located<String>> home, Position at, Reading reading) {
        Optional<List<Path>> files = home.map(CoreRuleSet::at).map(Home::files).orElseGet(() -> PLACES.stream().flatMap(place -> place.files().stream()).findFirst());
        return files.filter(found -> found.size() > 1).or(() -> reading.problem(at, "there is no Core Rule Set" + home.map(dir -> " in " + Shown.of(dir.value())).orElse(""),
                home.isPresent() ? "crs-setup.conf and the directory rules/ are looked for" : "install modsecurity-crs, or name its directory: core-rule-set: /path/to/coreruleset"));
    }

    /** Relative to the file that names it. */
    private static Home at(Located<String> directory) {
        Path dir = Path.of(directory.at().file()).resolveSibling(directory.value()).normalize();
        return new Home(dir, dir.resolve("rules"));
    }
}
