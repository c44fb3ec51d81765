package dev.postern.redis;

import dev.postern.config.Secret;
import dev.postern.identity.SessionKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What things are called in the server. A session is called by its key, which is a hash already; users, provider sessions and whatever limits count by are
 * called by an HMAC, so that whoever reads the server learns no names and cannot try guesses.
 */
final class Names {

    private static final int HASH_BYTES = 16;

    private final String prefix;
    private final SecretKeySpec secret;

    Names(String prefix, Secret secret) {
        this.prefix = prefix + ':';
        this.secret = new SecretKeySpec(Base64.getDecoder().decode(secret.reveal()), "HmacSHA256");
    }

    /** What every session's name begins with. */
    String sessions() {
        return prefix + "s:";
    }

    String session(SessionKey key) {
        return sessions() + key.value();
    }

    /** Sessions by when they were last used. */
    String byUse() {
        return prefix + "use";
    }

    /** Sessions by when they expire. */
    String byExpiry() {
        return prefix + "expiry";
    }

    /** Sessions by name, which says nothing about anybody. */
    String byName() {
        return prefix + "name";
    }

    /** The stream of sessions that have ended. */
    String ended() {
        return prefix + "ended";
    }

    String user(String provider, String name) {
        return prefix + "u:" + hash("user", provider, name);
    }

    String providerSession(String provider, String sid) {
        return prefix + "p:" + hash("provider-session", provider, sid);
    }

    String subject(String provider, String subject) {
        return prefix + "i:" + hash("subject", provider, subject);
    }

    String bucket(String limit, String key) {
        return prefix + "b:" + hash("bucket", limit, key);
    }

    String seats(String limit, String key) {
        return prefix + "c:" + hash("seats", limit, key);
    }

    /** A field of {@link #revocations()}, and the name that it is sealed under. */
    String revocation(String target) {
        return "revocation:" + hash("revocation", target, "");
    }

    String revocations() {
        return prefix + "revoked";
    }

    String revocationOrder() {
        return prefix + "revoked:order";
    }

    String revocationLapses() {
        return prefix + "revoked:until";
    }

    String revocationChanges() {
        return prefix + "revoked:changes";
    }

    String usedOnce(String scope, String id) {
        return prefix + "x:" + hash("once", scope, id);
    }

    /** Replicas that are alive. */
    String replicas() {
        return prefix + "replicas";
    }

    /** Lengths keep {@code ab, c} and {@code a, bc} apart. */
    private String hash(String kind, String first, String second) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            byte[] all = mac.doFinal((kind + '\n' + first.length() + '\n' + first + second).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(all, HASH_BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
