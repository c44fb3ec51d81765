package dev.postern.demo;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Codes and refresh tokens of the development identity provider: each is good once. At most {@value #MOST} of each, the oldest give way. Any thread. */
final class DevGrants {

    private static final int MOST = 1000;
    private static final Duration CODE_AGE = Duration.ofMinutes(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, Code> codes = bounded();
    private final Map<String, Login> refreshes = bounded();

    /** One person's session at the provider. */
    record Login(DevUser user, String session, Instant at) {

        /** The same, of the person as known now. */
        Login as(DevUser now) {
            return new Login(now, session, at);
        }
    }

    /** What a code stands for, until it is redeemed. */
    record Code(Login login, String redirect, String challenge, Optional<String> nonce, Instant issued) {}

    synchronized String issue(Code code) {
        String value = random();
        codes.put(value, code);
        return value;
    }

    /** The code's meaning, when redirect and PKCE verifier (RFC 7636 §4.6) belong to it. It is gone afterwards in any case. */
    synchronized Optional<Code> redeem(String value, String redirect, String verifier, Instant now) {
        return Optional.ofNullable(codes.remove(value))
                .filter(code -> code.redirect.equals(redirect) && code.challenge.equals(challenge(verifier)) && now.isBefore(code.issued.plus(CODE_AGE)));
    }

    synchronized String refreshToken(Login login) {
        String value = random();
        refreshes.put(value, login);
        return value;
    }

    synchronized Optional<Login> refresh(String value) {
        return Optional.ofNullable(refreshes.remove(value));
    }

    /** Ends a person's session: its refresh tokens are withdrawn. */
    synchronized void end(String session) {
        refreshes.values().removeIf(login -> login.session.equals(session));
    }

    synchronized void endAll() {
        refreshes.clear();
    }

    static String random() {
        byte[] bits = new byte[24];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MOST;
            }
        };
    }
}
