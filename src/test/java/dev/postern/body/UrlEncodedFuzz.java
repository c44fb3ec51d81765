package dev.postern.body;

import dev.postern.fuzz.Text;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a form says is what its text says when it is taken apart by splitting; and what one argument may be is taken only when it is all there is. Cut anywhere it says what it did. */
public final class UrlEncodedFuzz {

    private UrlEncodedFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        FormBody body = UrlEncoded.parse(data, Bounds.DEFAULT);
        CutBodies.form(data, CutBodies.somewhere(data));
        String text = Text.latin(data);
        String ended = text.endsWith("&") ? text.substring(0, text.length() - 1) : text;
        String[] pieces = text.isEmpty() ? new String[0] : ended.split("&", -1);
        Text.same(Stream.of(pieces).limit(1_000).map(UrlEncodedFuzz::argument).collect(Collectors.joining("|")), Shown.arguments(body.arguments()), "read otherwise");
        Text.same(pieces.length > 1_000, body.error().isPresent(), "counted otherwise");
        if (body.error().isEmpty()) {
            Text.same(text.split("%(?![0-9a-fA-F]{2})", -1).length - 1, body.invalidEscapes(), "invalid escapes counted otherwise");
        }
    }

    private static String argument(String piece) {
        int equals = piece.indexOf('=');
        return equals < 0 ? decoded(piece) + '=' : decoded(piece.substring(0, equals)) + '=' + decoded(piece.substring(equals + 1));
    }

    private static String decoded(String text) {
        return Text.latin(Text.percentDecoded(text.replaceAll("%(?![0-9a-fA-F]{2})", "%25").replace('+', ' ')));
    }
}
