package dev.postern.firewall;

import dev.postern.config.Located;
import dev.postern.config.Problems;
import dev.postern.config.WafConfig;
import dev.postern.seclang.RuleFiles;
import dev.postern.seclang.Rules;
import dev.postern.waf.RuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compiled rule files. Profiles that name the same files share them, and a configuration that changes elsewhere finds them still there. Confined to whoever compiles configurations, one at
 * a time.
 */
final class RuleBooks {

    /** What holds before any rule file says otherwise. */
    private static final String PRELUDE = "/firewall/prelude.conf";

    private final InstantSource clock;
    private final byte[] prelude;
    private Map<List<Path>, Book> books = Map.of();

    /** @param stamps size and time of each file that was read */
    private record Book(RuleSet rules, Map<Path, Stamp> stamps) {

        boolean isCurrent() {
            return stamps.entrySet().stream().allMatch(file -> Stamp.of(file.getKey()).equals(file.getValue()));
        }
    }

    private record Stamp(long bytes, long modified) {

        static Stamp of(Path file) {
            try {
                return new Stamp(Files.size(file), Files.getLastModifiedTime(file).toMillis());
            } catch (IOException gone) {
                return new Stamp(-1, 0);
            }
        }
    }

    RuleBooks(InstantSource clock) {
        this.clock = clock;
        try (InputStream in = RuleBooks.class.getResourceAsStream(PRELUDE)) {
            this.prelude = in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** By name; profiles that are wrong are left out, and reported. */
    Map<String, Ruling> rulings(List<WafConfig> configured, Problems problems) {
        Map<List<Path>, Book> now = new HashMap<>();
        Map<String, Ruling> rulings = new LinkedHashMap<>();
        for (WafConfig config : configured) {
            List<Path> files = config.rules().stream().map(Located::value).toList();
            Book known = now.get(files);
            Optional<Book> book = Optional.ofNullable(known).or(() -> kept(files)).or(() -> read(files, problems));
            book.ifPresent(found -> {
                now.put(files, found);
                Tunings.of(config, problems).ifPresent(tuning -> rulings.put(config.name().value(), new Ruling(config, found.rules(), found.rules().profile(tuning, problems))));
            });
        }
        books = now;
        return rulings;
    }

    /** Everything that was read. */
    Set<Path> files() {
        return books.values().stream().flatMap(book -> book.stamps().keySet().stream()).collect(Collectors.toSet());
    }

    private Optional<Book> kept(List<Path> files) {
        return Optional.ofNullable(books.get(files)).filter(Book::isCurrent);
    }

    private Optional<Book> read(List<Path> files, Problems problems) {
        int before = problems.count();
        Rules read = RuleFiles.read(prelude, files, problems);
        Set<Path> all = new HashSet<>(read.files());
        RuleSet rules = RuleSet.compile(read, clock, problems, all::add);
        return problems.count() > before ? Optional.empty() : Optional.of(new Book(rules, stamps(all)));
    }

    private static Map<Path, Stamp> stamps(Set<Path> files) {
        Map<Path, Stamp> stamps = new HashMap<>();
        files.forEach(file -> stamps.put(file, Stamp.of(file)));
        return stamps;
    }
}
