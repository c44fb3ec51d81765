package dev.postern.body;

import dev.postern.fuzz.Text;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cookies are what splitting at the separator finds. */
public final class CookiesFuzz {

    private CookiesFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String expected = Stream.of(Text.latin(data).split(Text.latin(data).matches("(?s)[^;,]*, [^;]*") ? "," : ";")).map(piece -> piece.replaceFirst("^[ \t-\r]+", ""))
                .map(piece -> piece.contains("=") ? piece : piece + '=')
                .filter(piece -> !piece.startsWith("=")).collect(Collectors.joining("|"));
        Text.same(expected, Shown.arguments(Cookies.parse(data)), "read otherwise");
    }
}
