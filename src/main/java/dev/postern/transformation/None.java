package dev.postern.transformation;

/**
 * {@code t:none}: the value as it came. In an action list it also forgets the transformations named before it, those of {@code SecDefaultAction} included; that is the
 * business of whoever reads the list.
 *
 * <p>Example: {@code SecRule ARGS "@rx x" "t:none,t:lowercase"}.
 */
final class None implements Transformation {

    private static final long TOUCHED = Kinds.of("");

    @Override
    public long touches() {
        return TOUCHED;
    }

    @Override
    public byte[] apply(byte[] in) {
        return in;
    }
}
