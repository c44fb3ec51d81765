package dev.postern.content;

import java.util.Arrays;

/** Text messages of a WebSocket (RFC 6455 §5.6), each a document of its own: JSON or XML if it begins like it, else text. */
public final class Messages {

    private static final String TYPE = "text/plain; charset=utf-8";

    private Messages() {}

    /** Of one message, whose pieces may be its frames. */
    public static Document open(Editor editor, Limits limits) throws UnreadableException {
        return Documents.open(TYPE, editor, limits);
    }

    /** A whole message. @return what is to be sent in its place, the same array when nothing was replaced */
    public static byte[] edit(byte[] message, Editor editor, Limits limits) throws UnreadableException {
        try (Document document = open(editor, limits)) {
            byte[] all = Transcoded.joined(document.add(message), document.end());
            return Arrays.equals(all, message) ? message : all;
        }
    }
}
