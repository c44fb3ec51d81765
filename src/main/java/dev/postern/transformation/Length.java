package dev.postern.transformation;

import java.nio.charset.StandardCharsets;

/**
 * {@code t:length}: how many octets the value has, in decimal digits. The result has ten octets at most.
 *
 * <p>Example: {@code abcde} becomes {@code 5}.
 */
final class Length implements Transformation {

    @Override
    public byte[] apply(byte[] in) {
        return in.length == 1 && in[0] == '1' ? in : Integer.toString(in.length).getBytes(StandardCharsets.US_ASCII);
    }
}
