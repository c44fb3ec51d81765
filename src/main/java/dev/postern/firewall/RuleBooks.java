package dev.postern.firewall;

import dev.postern.config.Located;
import dev.postern.config.Problems;
import dev.postern.config.WafConfig;
import dev.postern.pki.FileState;
import dev.postern.seclang.RuleFiles;
import dev.postern.waf.RuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Compiled rule files. Profiles that name the same files share them, and a configuration that changes elsewhere finds them still there. Confined to whoever compiles configurations, one at
 * a time.
 */
final class RuleBooks {

    /** What holds before any rule file says otherwise. */
    private static final String PRELUDE = "/firewall/prelude.conf";

    private final InstantSource clock;
    private final Consumer<Path> reading;
    private final byte[] prelude;
    private Map<List<Path>, Book> books = Map.of();

    /** @param files what each was before it was read, so that a change while rules are compiled is one at the next look */
    private record Book(RuleSet rules, Map<Path, Optional<FileState>> files) {

        boolean isCurrent() {
            return files.entrySet().stream().allMatch(file -> FileState.of(file.getKey()).equals(file.getValue()));
        }
    }

    RuleBooks(InstantSource clock) {
        this(clock, file -> { });
    }

    /** @param reading is told of each file that is about to be read */
    RuleBooks(InstantSource clock, Consumer<Path> reading) {
        this.clock = clock;
        this.reading = reading;
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
        return books.values().stream().flatMap(book -> book.files().keySet().stream()).collect(Collectors.toSet());
    }

    private Optional<Book> kept(List<Path> files) {
        return Optional.ofNullable(books.get(files)).filter(Book::isCurrent);
    }

    private Optional<Book> read(List<Path> files, Problems problems) {
        int before = problems.count();
        Map<Path, Optional<FileState>> states = new HashMap<>();
        Consumer<Path> asked = file -> {
            states.computeIfAbsent(file, FileState::of);
            reading.accept(file);
        };
        RuleSet rules = RuleSet.compile(RuleFiles.read(prelude, files, problems, asked), clock, problems, asked);
        if (problems.count() > before) {
            return Optional.empty();
        }
        Book old = books.get(files);
        return Optional.of(new Book(old == null ? rules : rules.keeping(old.rules()), states));
    }
}
