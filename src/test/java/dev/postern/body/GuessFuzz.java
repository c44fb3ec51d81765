package dev.postern.body;

import dev.postern.fuzz.Text;
import java.util.Arrays;
import java.util.List;

/**
 * The first octet says what is known of the body. Without a type JSON reads as the reader of JSON has it, XML as that of XML, and neither is shown twice; the same stands in a part of a multipart body.
 * A type that is known, and is not of those that are guessed, has nothing. Cut anywhere it is read without a fault.
 */
public final class GuessFuzz {

    private static final byte[] POST = Text.octets("POST");
    private static final byte[] RELATED = Text.octets("multipart/related; boundary=b");

    private GuessFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        byte[] body = Arrays.copyOfRange(data, 1, data.length);
        switch (data[0] & 3) {
            case 0 -> untyped(body);
            case 1 -> inAPart(body);
            case 2 -> cut(body, Octets.NONE);
            default -> cut(body, RELATED);
        }
        GuessedBody typed = Guess.of(Received.whole(body), Text.octets("text/plain"), POST, Bounds.DEFAULT);
        Text.holds(typed.arguments().isEmpty() && typed.texts().isEmpty(), "plain text with arguments");
    }

    private static void untyped(byte[] body) {
        GuessedBody posted = Guess.of(Received.whole(body), Octets.NONE, POST, Bounds.DEFAULT);
        GuessedBody put = Guess.of(Received.whole(body), Octets.NONE, Text.octets("PUT"), Bounds.DEFAULT);
        boolean json = begins(body, "{[") && Json.parse(body, Bounds.DEFAULT).error().isEmpty();
        boolean xml = begins(body, "<") && Xml.parse(body, Bounds.DEFAULT).error().isEmpty();
        if (json) {
            Text.same(Shown.arguments(Json.parse(body, Bounds.DEFAULT)), Shown.arguments(posted), "JSON read otherwise");
        } else if (xml) {
            Text.same(Shown.xml(Xml.parse(body, Bounds.DEFAULT)), Shown.xml(new XmlBody(posted.texts().getFirst(), posted.attributes(), posted.error())), "XML read otherwise");
        } else {
            Text.holds(posted.arguments().size() >= put.arguments().size(), "a form that hides what was guessed");
        }
        if (json || xml) {
            Text.same(Shown.arguments(posted), Shown.arguments(put), "data that depends on the method");
        }
    }

    /** Alone in a part, which must not hold the boundary. */
    private static void inAPart(byte[] body) {
        byte[] whole = Text.octets("--b\r\n\r\n" + Text.latin(body) + "\r\n--b--\r\n");
        if (Text.latin(body).contains("--b") || !begins(body, "{[")) {
            cut(whole, RELATED);
            return;
        }
        JsonBody json = Json.parse(body, Bounds.DEFAULT);
        GuessedBody parts = Guess.of(Received.whole(whole), RELATED, POST, Bounds.DEFAULT);
        if (json.error().isEmpty()) {
            Text.same(Shown.arguments(json), Shown.arguments(parts), "JSON in a part read otherwise");
        }
    }

    private static void cut(byte[] body, byte[] type) {
        int at = CutBodies.somewhere(body);
        for (int length : List.of(at, body.length)) {
            GuessedBody guessed = Guess.of(new Received(Arrays.copyOf(body, length), BodyEnd.CUT), type, POST, Bounds.DEFAULT);
            Text.holds(guessed.arguments().size() <= Bounds.DEFAULT.arguments(), "more arguments than allowed");
        }
    }

    private static boolean begins(byte[] body, String with) {
        return body.length > 0 && with.indexOf(body[0]) >= 0;
    }
}
