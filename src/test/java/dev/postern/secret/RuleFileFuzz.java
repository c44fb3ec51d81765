package dev.postern.secret;

import dev.postern.config.Problems;
import dev.postern.detect.Hit;
import dev.postern.fuzz.Text;
import dev.postern.lexicon.Parts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A rule file: it is used or refused with problems that have their place; if it is used, its rules are tried on its own text, whole and cut. */
public final class RuleFileFuzz {

    private static final int LONGEST = 2000;

    private RuleFileFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length > LONGEST) {
            return;
        }
        Problems problems = new Problems();
        Optional<SecretRules> rules = RuleFile.read("rules.toml", new String(data, StandardCharsets.UTF_8), problems);
        Text.holds(rules.isPresent() == problems.isEmpty(), "refused without a problem, or used with one");
        problems.list().forEach(problem -> Text.holds(problem.at().line() >= 1 && problem.at().column() >= 1 && !problem.message().isEmpty(), "a problem without its place"));
        if (rules.isPresent()) {
            List<Hit> whole = Parts.whole(rules.get(), data);
            Text.same(whole, Parts.cut(rules.get(), data, data.length / 2), "the parts have other hits");
        }
    }
}
