package dev.postern.transformation;

/**
 * One of SecLang's {@code t:} functions: what a value looks like once an attacker's way of writing it has been taken off. Octets in, octets out, as ModSecurity 2.9
 * does it; no character set is assumed.
 *
 * <p>Every implementation is immutable and may be called from any thread, is linear in the length of its input, never changes the array it was given, and gives that
 * very array back when it would say the same: {@code apply(in) == in} means "nothing to undo". How long a result may be at most is said in each; where nothing is
 * said, it is no longer than the input.
 */
@FunctionalInterface
public interface Transformation {

    byte[] apply(byte[] in);

    /** {@link Kinds} of octets of which a value must have one if this is to change it; {@link Kinds#ANY} when that cannot be told. */
    default long touches() {
        return Kinds.ANY;
    }
}
