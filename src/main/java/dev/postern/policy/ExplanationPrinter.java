package dev.postern.policy;

import dev.postern.config.PolicyConfig.Mode;
import java.util.Locale;

/** Writes an {@link Explanation} as plain text, a line a rule, without colours. */
public final class ExplanationPrinter {

    private ExplanationPrinter() {}

    public static String print(Explanation explanation) {
        StringBuilder out = new StringBuilder();
        Attempt attempt = explanation.attempt();
        line(out, attempt.facts().method() + " https://" + attempt.facts().authority() + attempt.facts().target());
        line(out, "  route   " + attempt.route());
        line(out, "  who     " + Seen.principal(attempt.principal()));
        line(out, "  device  " + attempt.device().label());
        line(out, "");
        line(out, decision(explanation));
        if (!explanation.decision().shadow().isEmpty()) {
            line(out, "  in shadow: " + String.join(", ", explanation.decision().shadow()));
        }
        line(out, "");
        explanation.rules().forEach(rule -> line(out, "  " + rule(rule)));
        if (explanation.rules().isEmpty()) {
            line(out, "  no rule is about this route");
        }
        return out.toString();
    }

    private static String decision(Explanation explanation) {
        return switch (explanation.decision()) {
            case Decision.Allow allow -> "allowed by " + allow.permit().rule();
            case Decision.Refuse refuse -> "refused: " + refuse.denial().reason().code() + refuse.rule().map(r -> " by " + r).orElse("")
                    + (refuse.discoverable() == Decision.Discoverability.HIDDEN ? " (answered as if there were no route)" : "")
                    + "\n  " + refuse.denial().detail();
        };
    }

    private static String rule(RuleTrace trace) {
        String head = trace.effect().name().toLowerCase(Locale.ROOT) + ' ' + trace.rule() + (trace.mode() == Mode.SHADOW ? " (shadow)" : "");
        return trace.miss()
                .map(miss -> head + ": " + miss.check() + ": wanted " + miss.wanted() + ", was " + miss.seen() + more(trace.failed() - 1))
                .orElse(head + ": holds" + (trace.note().isEmpty() ? "" : ", " + trace.note()));
    }

    private static String more(int others) {
        return switch (others) {
            case 0 -> "";
            case 1 -> " (and 1 other check)";
            default -> " (and " + others + " other checks)";
        };
    }

    private static void line(StringBuilder out, String text) {
        out.append(text).append('\n');
    }
}
