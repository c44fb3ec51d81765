package dev.postern.transformation;

import java.util.Base64;

/**
 * {@code t:base64Encode}: the value in base64 (RFC 4648 §4), padded. The result is four thirds as long, and two more at most.
 *
 * <p>Example: {@code Test} becomes {@code VGVzdA==}.
 */
final class Base64Encode implements Transformation {

    @Override
    public byte[] apply(byte[] in) {
        return in.length == 0 ? in : Base64.getEncoder().encode(in);
    }
}
