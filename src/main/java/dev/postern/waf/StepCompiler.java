package dev.postern.waf;

import dev.postern.config.Problems;
import dev.postern.seclang.Action;
import dev.postern.transformation.Transformation;
import dev.postern.transformation.Transformations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Numbers the transformations a rule set uses, and makes equal chains of them one. */
final class StepCompiler {

    private final Map<String, Transformation> own;
    private final Problems problems;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Transformation> used = new ArrayList<>();
    private final Map<Steps, Steps> chains = new HashMap<>();

    /** @param own what goes before the usual function of its name, which is in lower case */
    StepCompiler(Map<String, Transformation> own, Problems problems) {
        this.own = Map.copyOf(own);
        this.problems = problems;
    }

    Steps compile(List<Action.Transform> transforms) {
        int[] ids = transforms.stream().mapToInt(this::number).filter(number -> number >= 0).toArray();
        return chains.computeIfAbsent(new Steps(ids, table().touches(ids)), made -> made);
    }

    /** Of those used so far. */
    StepTable table() {
        return new StepTable(used);
    }

    private int number(Action.Transform transform) {
        return numbers.computeIfAbsent(transform.function().toLowerCase(Locale.ROOT), name -> {
            Optional<Transformation> found = Optional.ofNullable(own.get(name)).or(() -> Transformations.named(name));
            if (found.isEmpty()) {
                problems.add(transform.at(), "there is no transformation '" + transform.function() + '\'', "there are: " + String.join(", ", Transformations.names()));
                return -1;
            }
            used.add(found.get());
            return used.size() - 1;
        });
    }
}
