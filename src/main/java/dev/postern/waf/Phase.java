package dev.postern.waf;

/** When a rule runs. SecLang counts them from 1. */
public enum Phase {
    REQUEST_HEADERS, REQUEST_BODY, RESPONSE_HEADERS, RESPONSE_BODY, LOGGING;

    public int number() {
        return ordinal() + 1;
    }
}
