package dev.postern.policy;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code when}: a CEL expression that must be true, type-checked at load. Evaluation costs some microseconds, runs at most {@link
 * CelEnvironment#MAX_ITERATIONS} iterations, and matches regular expressions in linear time (RE2). Where it cannot be evaluated (a missing key, say)
 * an allow rule does not hold and a deny rule holds. For any thread.
 */
final class CelCondition {

    enum Outcome { TRUE, FALSE, FAILED }

    private final String text;
    private final Program program;

    CelCondition(String text, Program program) {
        this.text = text;
        this.program = program;
    }

    String text() {
        return text;
    }

    Outcome evaluate(Attempt attempt) {
        try {
            return program.eval(new Variables(attempt)) instanceof Boolean truth ? truth ? Outcome.TRUE : Outcome.FALSE : Outcome.FAILED;
        } catch (CelEvaluationException | RuntimeException failed) {
            return Outcome.FAILED;
        }
    }

    /** The outcome in words; it names no value, as values of a request can be secrets. */
    String seen(Attempt attempt) {
        try {
            return program.eval(new Variables(attempt)) instanceof Boolean truth ? truth.toString()
                    : "could not be evaluated: it is neither true nor false";
        } catch (CelEvaluationException failed) {
            return "could not be evaluated: " + words(failed.getErrorCode());
        } catch (RuntimeException failed) {
            return "could not be evaluated: " + failed.getClass().getSimpleName();
        }
    }

    private static String words(CelErrorCode code) {
        return code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Makes each value when it is first asked for, and once: an expression can ask in every iteration. */
    private static final class Variables implements CelVariableResolver {

        private final Attempt attempt;
        private final Map<String, Optional<Object>> made = new HashMap<>(4);

        Variables(Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        public Optional<Object> find(String name) {
            return made.computeIfAbsent(name, n -> CelEnvironment.variable(n).map(v -> v.of(attempt)));
        }
    }
}
