package dev.postern.policy;

import dev.postern.config.PolicyConfig;
import dev.postern.config.PolicyConfig.Effect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code to.headers}: each named header is there with one of the values, compared exactly. A header can come in several lines: an allow rule needs
 * every line to match, a deny rule any line, or any element of a line with commas. A header that is missing matches nothing.
 *
 * <p>Example: {@code headers: {x-environment: [production, staging]}}.
 */
final class HeadersCriterion implements Criterion<Check> {

    @Override
    public Optional<Check> compile(PolicyConfig rule) {
        Map<String, Set<String>> headers = OneOfValues.compile("header", rule.to().headers());
        return headers.isEmpty() ? Optional.empty() : Optional.of(new PlainCheck(
                OneOfValues.describe(headers), a -> matches(headers, a, rule.effect()), a -> seen(a, headers.keySet())));
    }

    private static boolean matches(Map<String, Set<String>> headers, Attempt attempt, Effect effect) {
        for (Map.Entry<String, Set<String>> header : headers.entrySet()) {
            List<String> lines = attempt.facts().headers().all(header.getKey());
            boolean holds = switch (effect) {
                case ALLOW -> !lines.isEmpty() && header.getValue().containsAll(lines);
                case DENY -> lines.stream().anyMatch(line -> anyElement(line, header.getValue()));
            };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private static boolean anyElement(String line, Set<String> values) {
        if (values.contains(line)) {
            return true;
        }
        for (String element : line.split(",")) {
            if (values.contains(element.strip())) {
                return true;
            }
        }
        return false;
    }

    /** Values of headers can be secrets: explanations say how many lines there are, not what they hold. */
    private static String seen(Attempt attempt, Set<String> names) {
        return names.stream().map(n -> n + " " + lines(attempt.facts().headers().all(n).size())).collect(Collectors.joining(", "));
    }

    private static String lines(int count) {
        return switch (count) {
            case 0 -> "missing";
            case 1 -> "with another value";
            default -> "in " + count + " lines";
        };
    }
}
