package dev.postern.waf;

import java.util.List;

/**
 * One match that a rule reports.
 *
 * @param ruleId   its {@code id}; 0 for a rule without
 * @param place    where the rule stands, file:line
 * @param message  {@code msg} with what it refers to filled in
 * @param masked   the same for eyes that must not read what the request holds: values that come from it are {@link Masked}
 * @param data     {@code logdata}, cut at {@link Report#MOST_TEXT} characters
 * @param variable the name of what matched, such as {@code ARGS:q}
 * @param value    the front of what the operator saw, at most {@link Report#MOST_VALUE} octets as ISO-8859-1: whoever writes it down masks what must not be read
 */
public record RuleMatch(long ruleId, Phase phase, String place, String message, String masked, String data, String variable, String value, Severity severity, List<String> tags) {

    public RuleMatch {
        tags = List.copyOf(tags);
    }
}
