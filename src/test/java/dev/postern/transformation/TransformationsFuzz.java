package dev.postern.transformation;

import dev.postern.fuzz.Text;
import java.util.Arrays;

/** Every transformation leaves its input alone, is the same each time, copies nothing for nothing, and stays within its bound; those that settle a value do so at once. */
public final class TransformationsFuzz {

    private TransformationsFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        byte[] kept = data.clone();
        for (String name : Transformations.names()) {
            Transformation transformation = Transformations.named(name).orElseThrow();
            byte[] out = transformation.apply(data);
            Text.holds(Arrays.equals(kept, data), name + " changed its input");
            Text.holds(out == data || !Arrays.equals(out, data), name + " copied for nothing");
            Text.holds(Arrays.equals(out, transformation.apply(data)), name + " says something else the second time");
            Text.holds(out.length <= Math.max(20, data.length * factor(name)), name + " made " + out.length + " of " + data.length);
            switch (name) {
                case "lowercase", "uppercase", "trim", "trimLeft", "trimRight", "removeNulls", "replaceNulls", "removeWhitespace", "compressWhitespace", "parityZero7bit" ->
                        Text.holds(transformation.apply(out) == out, name + " has not settled " + Text.hex(data));
                default -> { }
            }
        }
        Text.same(Text.hex(data), Text.hex(twice("hexEncode", "hexDecode", data)), "hexEncode, hexDecode");
        Text.same(Text.hex(data), Text.hex(twice("base64Encode", "base64Decode", data)), "base64Encode, base64Decode");
        Text.same(Text.hex(data), Text.hex(twice("urlEncode", "urlDecode", data)), "urlEncode, urlDecode");
    }

    private static double factor(String name) {
        return switch (name) {
            case "utf8toUnicode" -> 3.5;
            case "urlEncode" -> 3;
            case "hexEncode" -> 2;
            case "base64Encode" -> 4;
            default -> 1;
        };
    }

    private static byte[] twice(String one, String other, byte[] data) {
        return Transformations.named(other).orElseThrow().apply(Transformations.named(one).orElseThrow().apply(data));
    }
}
