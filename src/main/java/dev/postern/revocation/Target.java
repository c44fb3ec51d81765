package dev.postern.revocation;

import java.util.Locale;
import java.util.Objects;

/**
 * What an operator can revoke beyond a single session.
 *
 * @param kind  of what
 * @param value its name, as its kind spells it
 */
public record Target(Kind kind, String value) {

    /** Longest name of a target; longer ones are no target, and nothing is ever found for them. */
    public static final int MAX_CHARS = 512;

    /** Kinds of targets, with the word that names them in the admin API and in a store. */
    public enum Kind {
        /** {@code name@provider}: sessions and bearer tokens alike. */
        USER("user"),
        /** The device's id, whichever certificate shows it. In any case, for names of hosts and subjects mean the same in any (RFC 4343, RFC 4518 §2.2); kept in lower case. */
        DEVICE("device"),
        /** {@code authority/serial}, the serial in lower-case hex without leading zeros. */
        SERIAL("serial"),
        /** SHA-256 of one client certificate, base64url: devices and workloads alike. */
        CERTIFICATE("certificate");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public Target {
        Objects.requireNonNull(kind, "kind");
        value = kind == Kind.DEVICE ? value.strip().toLowerCase(Locale.ROOT) : value;
        if (value.isBlank() || value.length() > MAX_CHARS) {
            throw new IllegalArgumentException("the name of a " + kind.word + " to revoke has 1 to " + MAX_CHARS + " characters");
        }
    }

    public static Target user(String provider, String name) {
        return new Target(Kind.USER, name + '@' + provider);
    }

    @Override
    public String toString() {
        return kind.word + ':' + value;
    }
}
