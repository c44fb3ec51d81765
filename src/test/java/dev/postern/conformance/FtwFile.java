package dev.postern.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The regression tests of the Core Rule Set, in the format of go-ftw: YAML files by rule. */
final class FtwFile {

    /** A test: a few requests one after the other. */
    record Test(String title, List<FtwStage> stages) {

        Test {
            stages = List.copyOf(stages);
        }
    }

    private FtwFile() {}

    /** All tests under a folder, by file. */
    static List<Test> all(Path folder) throws IOException {
        List<Test> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml") || path.toString().endsWith(".yml")).sorted().toList()) {
                tests.addAll(read(file));
            }
        }
        return tests;
    }

    private static List<Test> read(Path file) throws IOException {
        Map<?, ?> root = map(new Load(LoadSettings.builder().setCodePointLimit(64 << 20).build()).loadFromString(Files.readString(file)));
        List<Test> tests = new ArrayList<>();
        for (Object test : list(root.get("tests"))) {
            String title = root.get("rule_id") + "-" + map(test).get("test_id");
            tests.add(new Test(title, list(map(test).get("stages")).stream().map(stage -> FtwStage.of(inner(map(stage)))).toList()));
        }
        return tests;
    }

    /** Older files have the stage once more inside. */
    private static Map<?, ?> inner(Map<?, ?> stage) {
        return stage.containsKey("stage") ? map(stage.get("stage")) : stage;
    }

    static Map<?, ?> map(Object node) {
        return node instanceof Map<?, ?> map ? map : Map.of();
    }

    static List<?> list(Object node) {
        return node instanceof List<?> list ? list : List.of();
    }

    static List<Integer> numbers(Object node) {
        return list(node).stream().map(number -> Integer.parseInt(String.valueOf(number))).toList();
    }
}
