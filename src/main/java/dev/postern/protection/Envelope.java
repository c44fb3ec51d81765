package dev.postern.protection;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts single values with AES-256-GCM (NIST SP 800-38D): {@code penc1.KEY.OCTETS.}, where the octets are salt (12), nonce (12), what is enciphered, tag (16). What the value belongs to, the
 * key's id and the version are authenticated: an envelope of another field or type does not open. The same value gives another envelope each time.
 *
 * <p>The newest key seals, every key the source has opens. GCM allows 2³² random nonces of 96 bits to a key (§8.3), and no replica knows how many another used: so nothing is sealed under a key itself but under one
 * derived from it and a random salt, which this object draws when it is made and again after {@value #MOST_USES} uses. The bound then holds for each derived key however many replicas and restarts there are.
 *
 * <p>For any thread; the work is done at once, some microseconds.
 */
public final class Envelope {

    /** Envelopes in text. */
    public static final Marked MARK = new Marked("penc1.", Envelope.OVERHEAD_BYTES);
    /** Values sealed under one derived key. */
    static final long MOST_USES = 1L << 32;

    private static final int SALT_BYTES = 12;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int OVERHEAD_BYTES = SALT_BYTES + NONCE_BYTES + TAG_BYTES;
    private static final String LABEL = "postern envelope 1";

    private final SecureRandom random = new SecureRandom();
    private final KeySource keys;
    private final Key newest;
    private final long mostUses;
    private Salted salted;
    private long uses;

    private record Salted(byte[] salt, SecretKeySpec key) {}

    /** @throws IllegalArgumentException when there is no key for envelopes */
    public Envelope(KeySource keys) {
        this(keys, MOST_USES);
    }

    Envelope(KeySource keys, long mostUses) {
        this.keys = keys;
        this.newest = keys.newest(Key.Purpose.ENVELOPE).orElseThrow(() -> new IllegalArgumentException("there is no key for envelopes"));
        this.mostUses = mostUses;
        this.salted = drawn();
    }

    /** @param label what the value belongs to: the name of a type or of a field */
    public Protection seal(String label, String value) {
        return MARK.clear(value, clear -> sealed(label, clear));
    }

    /** The value sealed under this label; empty for anything else, whoever wrote it. Never throws. */
    public Optional<String> open(String label, String text) {
        return MARK.read(text).flatMap(read -> keys.key(Key.Purpose.ENVELOPE, read.key()).flatMap(key -> opened(key, label, read.payload()))).flatMap(Marked::text);
    }

    private String sealed(String label, byte[] clear) {
        Salted under = use();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, under.key(), nonce);
            cipher.updateAAD(MARK.bound(newest.id(), label));
            byte[] sealed = cipher.doFinal(clear);
            return MARK.written(newest.id(), ByteBuffer.allocate(OVERHEAD_BYTES + clear.length).put(under.salt()).put(nonce).put(sealed).array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private synchronized Salted use() {
        if (uses++ == mostUses) {
            salted = drawn();
            uses = 1;
        }
        return salted;
    }

    private Salted drawn() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Salted(salt, derived(newest, salt));
    }

    private static SecretKeySpec derived(Key key, byte[] salt) {
        return new SecretKeySpec(key.derived(LABEL, salt), "AES");
    }

    private static Optional<byte[]> opened(Key key, String label, byte[] payload) {
        byte[] nonce = Arrays.copyOfRange(payload, SALT_BYTES, SALT_BYTES + NONCE_BYTES);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, derived(key, Arrays.copyOf(payload, SALT_BYTES)), nonce);
            cipher.updateAAD(MARK.bound(key.id(), label));
            return Optional.of(cipher.doFinal(payload, SALT_BYTES + NONCE_BYTES, payload.length - SALT_BYTES - NONCE_BYTES));
        } catch (GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        return cipher;
    }
}
