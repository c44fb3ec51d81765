package dev.postern.redis;

import dev.postern.config.SharedStateConfig.SealingKey;
import dev.postern.identity.SessionBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what is stored outside this process with AES-256-GCM. The first key seals; each of them opens, so that a new one can be put in front, here and
 * on the other replicas, and nobody notices.
 *
 * <pre>
 * 1 | version (8) | length of the key's id (1) | id | nonce (12) | sealed, with its tag
 * </pre>
 *
 * Everything before the nonce, and the name it is stored under, is authenticated: a value under another name or of another version does not open. What has
 * a name of its own is sealed under a key of its own, derived by HMAC, so that random nonces of 96 bits are far from repeating (NIST SP 800-38D §8.3).
 */
final class KeyRing {

    /** What replicas compare to replace a value only if it is the one they know. */
    static final int STAMP_BYTES = 9;
    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int MAX_ID_BYTES = 63;
    static final int MAX_SEALED_BYTES = STAMP_BYTES + 1 + MAX_ID_BYTES + NONCE_BYTES + SessionBytes.MAX_BYTES + TAG_BYTES;

    private final SecureRandom random = new SecureRandom();
    private final String first;
    private final Map<String, SecretKey> keys = new LinkedHashMap<>();

    KeyRing(List<SealingKey> ring) {
        first = ring.getFirst().id().value();
        ring.forEach(key -> keys.put(key.id().value(), new SecretKeySpec(Base64.getDecoder().decode(key.secret().reveal()), "HmacSHA256")));
    }

    /** The octets a value of that version begins with, whichever key sealed it. */
    static byte[] stamp(long version) {
        return ByteBuffer.allocate(STAMP_BYTES).put(FORMAT).putLong(version).array();
    }

    /** The version that a value claims, which only opening it proves; 0 for what cannot be a value. */
    static long version(byte[] value) {
        return value.length < STAMP_BYTES || value[0] != FORMAT ? 0 : ByteBuffer.wrap(value, 1, Long.BYTES).getLong();
    }

    /** Whether it is the first key that opened it. */
    boolean isFirst(byte[] opened) {
        return first.equals(new String(opened, STAMP_BYTES + 1, Byte.toUnsignedInt(opened[STAMP_BYTES]), StandardCharsets.US_ASCII));
    }

    byte[] seal(String name, long version, byte[] clear) {
        byte[] id = first.getBytes(StandardCharsets.US_ASCII);
        byte[] head = ByteBuffer.allocate(STAMP_BYTES + 1 + id.length).put(stamp(version)).put((byte) id.length).put(id).array();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, keys.get(first), name, nonce, head).doFinal(clear);
            return ByteBuffer.allocate(head.length + NONCE_BYTES + sealed.length).put(head).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What was sealed under that name and version; empty for anything else, whoever wrote it. */
    Optional<byte[]> open(String name, byte[] value) {
        int idAt = STAMP_BYTES + 1;
        if (value.length < idAt || value.length > MAX_SEALED_BYTES || value[0] != FORMAT) {
            return Optional.empty();
        }
        int nonceAt = idAt + Byte.toUnsignedInt(value[STAMP_BYTES]);
        if (value.length < nonceAt + NONCE_BYTES + TAG_BYTES) {
            return Optional.empty();
        }
        SecretKey key = keys.get(new String(value, idAt, nonceAt - idAt, StandardCharsets.US_ASCII));
        if (key == null) {
            return Optional.empty();
        }
        try {
            byte[] nonce = Arrays.copyOfRange(value, nonceAt, nonceAt + NONCE_BYTES);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, name, nonce, Arrays.copyOf(value, nonceAt));
            return Optional.of(cipher.doFinal(value, nonceAt + NONCE_BYTES, value.length - nonceAt - NONCE_BYTES));
        } catch (GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKey key, String name, byte[] nonce, byte[] head) throws GeneralSecurityException {
        byte[] named = name.getBytes(StandardCharsets.UTF_8);
        Mac derive = Mac.getInstance("HmacSHA256");
        derive.init(key);
        derive.update("postern sealed\n".getBytes(StandardCharsets.US_ASCII));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(derive.doFinal(named), "AES"), new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(head);
        cipher.updateAAD(named);
        return cipher;
    }
}
