package dev.postern.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
            new ParityRows(),
            new PresidioRows(),
            new FormatPreservingRows(),
            new GitleaksRows());

    private final Path corpora;
    private final Declared declared;

    private Conformance(Path corpora, Declared declared) {
        this.corpora = corpora;
        this.declared = declared;
    }

    public static void main(String[] args) throws IOException {
        int end = 2;
        try {
            end = args.length == 0 ? 2 : new Conformance(Path.of(args[0]), Declared.read()).run(Arrays.asList(args).subList(1, args.length));
        } catch (IOException | RuntimeException broken) {
            broken.printStackTrace();
        }
        System.exit(end); // with it end the products that suites started
    }

    private int run(List<String> only) throws IOException {
        List<String> unknown = only.stream().filter(name -> SUITES.stream().noneMatch(suite -> suite.name().equals(name))).toList();
        if (!unknown.isEmpty()) {
            System.out.println("no suite " + unknown.getFirst() + "; there are: " + String.join(" ", SUITES.stream().map(Suite::name).toList()));
            return 2;
        }
        boolean failed = false;
        boolean found = false;
        for (Suite suite : SUITES) {
            if (only.isEmpty() || only.contains(suite.name())) {
                Path from = corpora.resolve(suite.path());
                if (!suite.needs().isEmpty()) {
                    System.out.println(suite.name() + ": not run, there is no " + String.join(", no ", suite.needs()));
                } else if (Files.exists(from)) {
                    List<Row> rows = suite.rows(from);
                    failed |= !report(suite, rows);
                    found |= !rows.isEmpty() && (!from.equals(corpora) && !from.equals(corpora.resolve(".")) || !only.isEmpty()); // what needs no outside data says nothing of a directory without any
                } else {
                    System.out.println(suite.name() + ": not run, there is no " + from);
                }
            }
        }
        return failed ? 1 : found ? 0 : 3;
    }

    private boolean report(Suite suite, List<Row> rows) {
        boolean clean = true;
        int passed = 0;
        Map<String, Tally> groups = new TreeMap<>();
        for (Row row : rows) {
            String failure = row.failure();
            Optional<Declared.Reason> reason = declared.reason(suite.name(), row.title());
            passed += failure.isEmpty() ? 1 : 0;
            clean &= failure.isEmpty() ? reason.isEmpty() || reason.get().ofMany() : reason.isPresent();
            groups.merge(suite.group(row), new Tally(failure.isEmpty() ? 1 : 0, 1, failure.isEmpty() || reason.isEmpty() ? 0 : 1), Tally::plus);
            line(suite, row, failure, reason);
        }
        groups.remove("");
        groups.forEach((group, tally) -> System.out.println(suite.name() + ": " + group + ' ' + tally));
        System.out.println(suite.name() + ": passed " + passed + " of " + rows.size());
        return clean;
    }

    private static void line(Suite suite, Row row, String failure, Optional<Declared.Reason> reason) {
        if (!failure.isEmpty()) {
            System.out.println(suite.name() + ": " + (reason.isPresent() ? "declared" : "FAILED") + ": " + row.title() + ": " + failure
                    + reason.map(why -> " (" + why.text() + ")").orElse(""));
        } else if (reason.isPresent() && !reason.get().ofMany()) {
            System.out.println(suite.name() + ": FAILED: " + row.title() + ": passes, but is declared");
        }
    }

    /** @param declared of those that failed */
    private record Tally(int passed, int total, int declared) {

        private Tally plus(Tally other) {
            return new Tally(passed + other.passed, total + other.total, declared + other.declared);
        }

        @Override
        public String toString() {
            return passed + "/" + total + (declared == 0 ? "" : ", " + declared + " declared");
        }
    }
}
