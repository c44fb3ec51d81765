package dev.postern.limit;

import dev.postern.config.LimitConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The text a request is counted under. It begins with what kind of thing is named, so a user called like an address does not share the address's count; what a
 * request does not have falls back to the client's address. At most {@value #MAX_LENGTH} characters: longer values stand as their SHA-256.
 */
final class SubjectKey {

    static final int MAX_LENGTH = 130;

    private SubjectKey() {}

    static String of(LimitConfig limit, LimitSubject subject) {
        Optional<String> named = switch (limit.by()) {
            case USER -> tagged("u:", subject.user());
            case DEVICE -> tagged("d:", subject.device());
            case WORKLOAD -> tagged("w:", subject.workload());
            case CLAIM -> tagged("c:", limit.claim().flatMap(name -> joined(subject.claims().apply(name))));
            case ROUTE -> tagged("r:", Optional.of(subject.route()));
            case ADDRESS -> Optional.empty();
        };
        return named.orElseGet(() -> "a:" + AddressKey.of(subject.address()));
    }

    private static Optional<String> tagged(String tag, Optional<String> value) {
        return value.filter(text -> !text.isEmpty()).map(text -> tag + bounded(text));
    }

    /** A claim of several values counts by all of them, in an order that does not depend on the issuer's; lengths keep {@code [ab, c]} and {@code [a, bc]} apart. */
    private static Optional<String> joined(List<String> values) {
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(values.stream().sorted().map(text -> text.length() + ":" + text).collect(Collectors.joining(",")));
    }

    private static String bounded(String text) {
        return text.length() <= MAX_LENGTH - 2 ? text : "#" + sha256(text);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
