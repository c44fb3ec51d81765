package dev.postern.conformance;

import dev.postern.config.Problems;
import dev.postern.secret.RuleSamples;
import dev.postern.secret.SecretRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** gitleaks' rule file: all of it is loaded, and for each rule a text written after its pattern is found by all rules together. */
final class GitleaksRows implements Suite {

    @Override
    public String name() {
        return "gitleaks";
    }

    @Override
    public String path() {
        return "gitleaks.toml";
    }

    @Override
    public List<Row> rows(Path from) throws IOException {
        RuleSamples samples = RuleSamples.read(from);
        List<String> ids = samples.rules();
        Problems problems = new Problems();
        Optional<SecretRules> rules = SecretRules.read(from, problems);
        System.out.println("gitleaks: rules loaded " + rules.map(SecretRules::size).orElse(0) + " of " + ids.size());
        List<Row> rows = new ArrayList<>();
        problems.list().forEach(problem -> rows.add(new Row("line " + problem.at().line(), problem::message)));
        for (int i = 0; i < ids.size(); i++) {
            int index = i;
            rows.add(new Row(ids.get(i), () -> rules.isEmpty() ? "not loaded" : samples.failure(rules.get(), index)));
        }
        return rows;
    }
}
