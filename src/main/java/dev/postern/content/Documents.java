package dev.postern.content;

/** Opens documents by what they say they are. */
public final class Documents {

    private Documents() {}

    /**
     * @param contentType value of the header field; what is not known, not said or binary is text
     * @throws UnreadableException when it is in a character set that is not known
     */
    public static Document open(String contentType, Editor editor, Limits limits) throws UnreadableException {
        MediaType type = MediaType.of(contentType);
        return new Weaver(Formats.of(type, "", limits), editor, character -> true);
    }
}
