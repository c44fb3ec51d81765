package dev.postern.body;

/**
 * How much is read out of one body. Beyond a bound the result carries a {@link BodyError}; nothing is cut in silence.
 *
 * @param arguments    names with values ({@code SecArgumentsLimit})
 * @param jsonDepth    objects and arrays within each other ({@code SecRequestBodyJsonDepthLimit})
 * @param xmlDepth     elements within each other; libxml2 has the same default
 * @param xmlNodes     elements and attributes together
 * @param parts        parts of a multipart body
 * @param files        parts that are files; beyond it {@link MultipartFlag#FILE_LIMIT_EXCEEDED} is set ({@code SecUploadFileLimit})
 */
public record Bounds(int arguments, int jsonDepth, int xmlDepth, int xmlNodes, int parts, int files) {

    public static final Bounds DEFAULT = new Bounds(1_000, 512, 256, 50_000, 10_000, 1_000);

    public Bounds {
        if (arguments < 0 || jsonDepth < 1 || xmlDepth < 1 || xmlNodes < 1 || parts < 1 || files < 0) {
            throw new IllegalArgumentException("bounds must be positive");
        }
    }

    /** The query's arguments and the body's are counted together. */
    public Bounds afterArguments(int already) {
        return withArguments(Math.max(0, arguments - already));
    }

    public Bounds withArguments(int limit) {
        return new Bounds(limit, jsonDepth, xmlDepth, xmlNodes, parts, files);
    }
}
