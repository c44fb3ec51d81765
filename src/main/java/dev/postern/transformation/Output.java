package dev.postern.transformation;

import java.util.Arrays;

/** The result of a transformation while it is being written: begins as what stands unchanged at the start of the input, grows when it must. */
final class Output {

    private final byte[] in;
    private byte[] octets;
    private int size;

    private Output(byte[] in, int unchanged, int room) {
        this.in = in;
        this.octets = new byte[room];
        this.size = unchanged;
        System.arraycopy(in, 0, octets, 0, unchanged);
    }

    /** For a result that is no longer than its input. */
    static Output after(byte[] in, int unchanged) {
        return new Output(in, unchanged, in.length);
    }

    void put(int octet) {
        if (size == octets.length) {
            octets = Arrays.copyOf(octets, Math.max(16, size + (size >> 1)));
        }
        octets[size++] = (byte) octet;
    }

    void put(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            put(ascii.charAt(i));
        }
    }

    /** The octets of the input from {@code from} to before {@code to}. */
    void copy(int from, int to) {
        int end = size + to - from;
        if (end > octets.length) {
            octets = Arrays.copyOf(octets, end + (end >> 1));
        }
        System.arraycopy(in, from, octets, size, to - from);
        size = end;
    }

    void dropLast() {
        size--;
    }

    /** What was written, or the input itself when it says the same. */
    byte[] octets() {
        if (size == in.length && Arrays.equals(octets, 0, size, in, 0, size)) {
            return in;
        }
        return size == octets.length ? octets : Arrays.copyOf(octets, size);
    }
}
