package dev.postern.trace;

/** What a span says, by a name of the OpenTelemetry semantic conventions, or {@code postern.} and one of ours. */
public sealed interface Attribute {

    /** Longer texts are cut. */
    int MAX_TEXT = 1_024;

    String key();

    record Text(String key, String value) implements Attribute {

        public Text {
            value = value.length() > MAX_TEXT ? value.substring(0, MAX_TEXT) : value;
        }
    }

    record Whole(String key, long value) implements Attribute {}
}
