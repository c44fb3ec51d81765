package dev.postern.conformance;

import dev.postern.config.Problems;
import dev.postern.seclang.RuleFiles;
import dev.postern.seclang.Rules;
import dev.postern.waf.RuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Core Rule Set of a folder as its regression tests want it: everything is run and reported, nothing refused. */
final class CoreRules {

    private CoreRules() {}

    /** @throws IllegalStateException when it does not load, with all that is wrong */
    static RuleSet load(Path folder) throws IOException {
        List<Path> files = new ArrayList<>(List.of(before(), folder.resolve("crs-setup.conf.example")));
        try (Stream<Path> rules = Files.list(folder.resolve("rules"))) {
            rules.filter(path -> path.toString().endsWith(".conf")).sorted().forEach(files::add);
        }
        Problems problems = new Problems();
        Rules rules = RuleFiles.read(files, problems);
        RuleSet compiled = RuleSet.compile(rules, InstantSource.system(), problems);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems.list().toString());
        }
        return compiled;
    }

    static Path before() throws IOException {
        Path file = Files.createTempFile("before", ".conf");
        file.toFile().deleteOnExit();
        try (InputStream in = CoreRules.class.getResourceAsStream("/conformance/crs-engine-before.conf")) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }
}
