package dev.postern.body;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * SecLang's request body processors ({@code ctl:requestBodyProcessor}, {@code REQBODY_PROCESSOR}). A body without one is inspected as {@code REQUEST_BODY} alone. Each reads any octets
 * in time and memory linear in their number, without recursion, and throws nothing; any thread.
 */
public enum BodyProcessor {
    URLENCODED,
    MULTIPART,
    JSON,
    XML;

    /** Case does not count. */
    public static Optional<BodyProcessor> named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(values()).filter(processor -> processor.name().equals(upper)).findFirst();
    }

    /** The processor ModSecurity takes without being told: forms have one, JSON and XML need a rule that says so. */
    public static Optional<BodyProcessor> of(byte[] contentType) {
        if (Octets.startsWithIgnoringCase(contentType, 0, "application/x-www-form-urlencoded")) {
            return Optional.of(URLENCODED);
        }
        return Octets.startsWithIgnoringCase(contentType, 0, Boundary.MEDIA_TYPE) ? Optional.of(MULTIPART) : Optional.empty();
    }

    /** @param contentType the field's value, empty when there is none; only MULTIPART looks at it */
    public ParsedBody parse(Received body, byte[] contentType, Bounds bounds) {
        return switch (this) {
            case URLENCODED -> UrlEncoded.parse(UrlEncoded.complete(body), bounds);
            case MULTIPART -> Multipart.parse(body, contentType, bounds);
            case JSON -> Json.parse(body, bounds);
            case XML -> Xml.parse(body, bounds);
        };
    }
}
