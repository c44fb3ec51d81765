package dev.postern.seclang;

import dev.postern.config.Colour;
import dev.postern.config.Problem;
import dev.postern.config.ProblemPrinter;
import dev.postern.config.Problems;
import dev.postern.fuzz.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A rule file: read, or refused with problems that can be printed, each at a place in the file; what is read keeps what is promised about it. */
public final class RuleFilesFuzz {

    private static final Path FILE = file();
    private static final int MAX = 16 * 1024;

    private RuleFilesFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        // What a file includes lies beside it, or anywhere: that is not asked of the fuzzer's octets.
        if (data.length > MAX || Text.latin(data).toLowerCase(java.util.Locale.ROOT).contains("include")) {
            return;
        }
        Files.write(FILE, data);
        Problems problems = new Problems();
        Rules rules = RuleFiles.read(List.of(FILE), problems);
        int lines = Text.latin(data).split("\n", -1).length;
        for (Problem problem : problems.list()) {
            Text.holds(problem.at().line() >= 1 && problem.at().line() <= lines && problem.at().column() >= 1, "at " + problem.at());
        }
        Set<Integer> ids = new HashSet<>();
        if (problems.isEmpty()) {
            rules.rules().forEach(rule -> Text.holds(ids.add(rule.id()), "two rules " + rule.id()));
        }
        rules.rules().forEach(rule -> {
            for (Link link : rule.links()) {
                Text.holds(link.isChained() == (link != rule.links().getLast()), "a chain is cut at " + link.at());
                Text.holds(link.at().line() <= lines, "at " + link.at());
            }
        });
        String shown = new ProblemPrinter(Colour.NEVER).print(problems.list());
        Text.holds(shown.chars().noneMatch(c -> c < 0x20 && c != '\n' && c != '\t' || c == 0x7f || c >= 0x80 && c < 0xa0), "a control character is shown");
    }

    private static Path file() {
        try {
            Path file = Files.createTempDirectory("rules").resolve("rules.conf");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
