package dev.postern.waf;

import java.util.Locale;
import java.util.Optional;

/** How grave a rule says its match is, by syslog's scale: the ordinal is the number rules may write. NONE stands for a rule that says nothing. */
public enum Severity {
    EMERGENCY, ALERT, CRITICAL, ERROR, WARNING, NOTICE, INFO, DEBUG, NONE;

    static Optional<Severity> of(String text) {
        for (Severity severity : values()) {
            if (severity != NONE && (severity.name().equals(text.toUpperCase(Locale.ROOT)) || Integer.toString(severity.ordinal()).equals(text))) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }
}
