package dev.postern.identity;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import java.io.IOException;
import java.util.Base64;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A signed JWT taken apart and not verified (RFC 7515 §7.1): good for choosing the issuer and the key that must verify it, and for nothing else.
 *
 * <p>Refused here: whatever is no compact JWS (JWE has five parts), more than {@link #MAX_CHARS}, JSON that could be read in two ways, {@code crit}
 * (RFC 7515 §4.1.11: we understand no extension), nested tokens ({@code cty}), and types other than those wanted (RFC 8725 §3.11), above all our
 * own assertions. {@code jwk}, {@code jku}, {@code x5u} and {@code x5c} in the header are never looked at: a token does not bring the key it is
 * verified with.
 *
 * @param text      the whole token
 * @param algorithm {@code alg}
 * @param keyId     {@code kid}
 * @param issuer    {@code iss}
 * @param claims    the payload
 */
record UntrustedToken(String text, String algorithm, Optional<String> keyId, String issuer, Map<String, Object> claims) {

    static final int MAX_CHARS = 16 * 1024;
    private static final int MAX_KEY_ID = 256;
    private static final Set<String> UNSUPPORTED = Set.of("crit", "b64", "cty", "enc", "zip");
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt");

    static UntrustedToken parse(String text) {
        return parse(text, TYPES);
    }

    /** @param types that {@code typ} may have, where it is there */
    static UntrustedToken parse(String text, Set<String> types) {
        if (text.length() > MAX_CHARS) {
            throw invalid("longer than " + MAX_CHARS + " characters");
        }
        int first = text.indexOf('.');
        int last = text.lastIndexOf('.');
        if (first < 0 || text.indexOf('.', first + 1) != last || first == last || last == text.length() - 1) {
            throw invalid("not a compact JWS: three parts are expected");
        }
        Map<String, Object> header = json(text.substring(0, first), "header");
        Map<String, Object> claims = json(text.substring(first + 1, last), "payload");
        bytes(text.substring(last + 1), "signature");
        checkHeader(header, types);
        return new UntrustedToken(text, string(header, "alg"), keyId(header), string(claims, "iss"), claims);
    }

    private static void checkHeader(Map<String, Object> header, Set<String> types) {
        if (!Collections.disjoint(header.keySet(), UNSUPPORTED)) {
            throw invalid("its header asks for what is not supported");
        }
        if (header.containsKey("typ") && !types.contains(type(string(header, "typ")))) {
            throw invalid("its type is not that of a token wanted here");
        }
    }

    /** Media types may come without their {@code application/} and in any case (RFC 7515 §4.1.9). */
    private static String type(String typ) {
        String lower = typ.toLowerCase(Locale.ROOT);
        return lower.startsWith("application/") ? lower.substring("application/".length()) : lower;
    }

    private static Optional<String> keyId(Map<String, Object> header) {
        if (!header.containsKey("kid")) {
            return Optional.empty();
        }
        String keyId = string(header, "kid");
        if (keyId.length() > MAX_KEY_ID) {
            throw invalid("its key id is too long");
        }
        return Optional.of(keyId);
    }

    private static String string(Map<String, Object> object, String name) {
        if (object.get(name) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw invalid(name + " is missing or not a string");
    }

    private static Map<String, Object> json(String part, String what) {
        try {
            return StrictJson.object(bytes(part, what));
        } catch (IOException unreadable) {
            throw invalid(what + " is not an unambiguous JSON object");
        }
    }

    private static byte[] bytes(String part, String what) {
        try {
            if (part.indexOf('=') < 0) {
                return Base64.getUrlDecoder().decode(part);
            }
        } catch (IllegalArgumentException notBase64) {
            // Told below.
        }
        throw invalid(what + " is not base64url without padding");
    }

    private static RefusedException invalid(String detail) {
        return new RefusedException(Reason.TOKEN_INVALID, detail);
    }

    @Override
    public String toString() {
        return "token of " + issuer;
    }
}
