package dev.postern.protection;

import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** Format-preserving encryption FF1 with AES (NIST SP 800-38G §6.1): numerals of a radix to as many numerals of it. Immutable, any thread; each use costs a key schedule. */
public final class Ff1 {

    private final KeyParameter key;
    private final int radix;

    /** @param key 16, 24 or 32 octets */
    public Ff1(byte[] key, int radix) {
        this.key = new KeyParameter(key);
        this.radix = radix;
    }

    /** @throws IllegalArgumentException when the radix has fewer than a million of this length */
    public byte[] encrypt(byte[] tweak, byte[] numerals) {
        return process(true, tweak, numerals);
    }

    public byte[] decrypt(byte[] tweak, byte[] numerals) {
        return process(false, tweak, numerals);
    }

    private byte[] process(boolean encrypt, byte[] tweak, byte[] numerals) {
        FPEFF1Engine engine = new FPEFF1Engine();
        engine.init(encrypt, new FPEParameters(key, radix, tweak));
        byte[] out = new byte[numerals.length];
        engine.processBlock(numerals, 0, numerals.length, out, 0);
        return out;
    }

    @Override
    public String toString() {
        return "***";
    }
}
