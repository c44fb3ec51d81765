package dev.postern.waf;

/**
 * What a rule decided about the message: it does not pass.
 *
 * @param ruleId the rule, by its {@code id}
 * @param phase  when it decided
 */
public record Interruption(Kind kind, long ruleId, Phase phase) {

    /** How the message is ended. */
    public sealed interface Kind {}

    /** Answer with this status. */
    public record Deny(int status) implements Kind {}

    /** Close the connection without an answer. */
    public record Drop() implements Kind {}

    /** Answer with this status and {@code Location}. */
    public record Redirect(int status, String location) implements Kind {}
}
