package dev.postern.protection;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.GCMSIVBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** AES-256-GCM-SIV (RFC 8452) under a nonce of zeros: the same octets give the same octets, and nothing else opens. */
final class Siv {

    static final int TAG_BYTES = 16;
    private static final int NONCE_BYTES = 12;

    private Siv() {}

    static byte[] seal(byte[] key, byte[] bound, byte[] clear) {
        try {
            return process(true, key, bound, clear);
        } catch (InvalidCipherTextException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Optional<byte[]> open(byte[] key, byte[] bound, byte[] sealed) {
        try {
            return sealed.length < TAG_BYTES ? Optional.empty() : Optional.of(process(false, key, bound, sealed));
        } catch (InvalidCipherTextException notOurs) {
            return Optional.empty();
        }
    }

    private static byte[] process(boolean seal, byte[] key, byte[] bound, byte[] in) throws InvalidCipherTextException {
        GCMSIVBlockCipher cipher = new GCMSIVBlockCipher();
        cipher.init(seal, new AEADParameters(new KeyParameter(key), TAG_BYTES * Byte.SIZE, new byte[NONCE_BYTES], bound));
        byte[] out = new byte[cipher.getOutputSize(in.length)];
        int length = cipher.processBytes(in, 0, in.length, out, 0);
        length += cipher.doFinal(out, length);
        return Arrays.copyOf(out, length);
    }
}
