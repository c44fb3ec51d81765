package dev.postern.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Runs outside data through the product: {@code Conformance CORPORA [SUITE ...]}. Each suite lists the rows that fail and ends with {@code NAME: passed P of N}.
 *
 * <p>Ends with 0 when every row passed or is declared with its reason, 1 when one failed that is not or passes though it is declared, 2 when it was called wrongly, 3 when
 * the directory has the data of no suite.
 */
public final class Conformance {

    private static final List<Suite> SUITES = List.of(
            new TransformationRows(),
            new OperatorRows(),
            new RuleRows(),
            new LibinjectionTests(),
            new EngineRows(),
            new CrsRows(),
            new FormatPreservingRows());

    private final Path corpora;
    private final Declared declared;

    private Conformance(Path corpora, Declared declared) {
        this.corpora = corpora;
        this.declared = declared;
    }

    public static void main(String[] args) throws IOException {
        System.exit(args.length == 0 ? 2 : new Conformance(Path.of(args[0]), Declared.read()).run(Arrays.asList(args).subList(1, args.length)));
    }

    private int run(List<String> only) throws IOException {
        List<String> unknown = only.stream().filter(name -> SUITES.stream().noneMatch(suite -> suite.name().equals(name))).toList();
        if (!unknown.isEmpty()) {
            System.out.println("no suite " + unknown.getFirst() + "; there are: " + String.join(" ", SUITES.stream().map(Suite::name).toList()));
            return 2;
        }
        int worst = 3;
        for (Suite suite : SUITES) {
            if (only.isEmpty() || only.contains(suite.name())) {
                Path folder = corpora.resolve(suite.folder());
                if (Files.isDirectory(folder)) {
                    boolean clean = report(suite, suite.rows(folder));
                    worst = worst == 1 || !clean ? 1 : 0;
                } else {
                    System.out.println(suite.name() + ": not run, there is no " + folder);
                }
            }
        }
        return worst;
    }

    private boolean report(Suite suite, List<Row> rows) {
        boolean clean = true;
        int passed = 0;
        for (Row row : rows) {
            String failure = row.failure();
            Optional<String> reason = declared.reason(suite.name(), row.title());
            passed += failure.isEmpty() ? 1 : 0;
            clean &= failure.isEmpty() != reason.isPresent();
            line(suite, row, failure, reason);
        }
        System.out.println(suite.name() + ": passed " + passed + " of " + rows.size());
        return clean;
    }

    private static void line(Suite suite, Row row, String failure, Optional<String> reason) {
        if (!failure.isEmpty()) {
            System.out.println(suite.name() + ": " + (reason.isPresent() ? "declared" : "FAILED") + ": " + row.title() + ": " + failure + reason.map(why -> " (" + why + ")").orElse(""));
        } else if (reason.isPresent()) {
            System.out.println(suite.name() + ": FAILED: " + row.title() + ": passes, but is declared");
        }
    }
}
