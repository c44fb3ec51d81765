package dev.postern.body;

import dev.postern.fuzz.Text;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The first line is the content type, the rest the body. A body without error and oddity is, to a reader that only splits at the boundary and at the first empty line, the same
 * parts; and whatever it is, parts are parts of it and do not overlap. Cut anywhere, it is what it was up to there.
 */
public final class MultipartFuzz {

    private static final Pattern NAME = Pattern.compile("[; \t]name[ \t]*=[ \t]*(?:\"((?:\\\\.|[^\\\\\"])*)\"|([^; \t]*))", Pattern.DOTALL);

    private MultipartFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = Text.latin(data);
        int end = text.indexOf('\n');
        String type = end < 0 ? text : text.substring(0, end);
        String content = text.substring(end + 1);
        MultipartBody body = Multipart.parse(Text.octets(content), Text.octets(type), Bounds.DEFAULT);
        CutBodies.multipart(Text.octets(content), Text.octets(type), CutBodies.somewhere(data) % (content.length() + 1));
        int at = 0;
        for (Part part : body.parts()) {
            Text.holds(part.content().from() >= at && part.content().to() >= part.content().from() && part.content().to() <= content.length(), "parts that overlap");
            at = part.content().to();
        }
        Text.holds(body.error().isEmpty() || body.arguments().isEmpty() || body.arguments().size() == 1_000, "arguments of a body in error");
        boolean odd = body.strictError() || body.flags().contains(MultipartFlag.UNMATCHED_BOUNDARY);
        if (body.error().isEmpty() && !odd && !content.isEmpty()) {
            Text.same(split(content, type.substring(type.indexOf('=') + 1)), body.parts().stream()
                    .map(part -> Text.latin(part.name()) + '=' + content.substring(part.content().from(), part.content().to())).collect(Collectors.joining("|")), "read otherwise");
        }
    }

    private static String split(String content, String boundary) {
        String[] pieces = ("\r\n" + content).split(Pattern.quote("\r\n--" + boundary), -1);
        Text.same("", pieces[0], "something before the first boundary");
        Text.holds(pieces[pieces.length - 1].matches("--(\r\n)?"), "something behind the last boundary");
        return Arrays.stream(pieces, 1, pieces.length - 1).map(MultipartFuzz::part).collect(Collectors.joining("|"));
    }

    private static String part(String piece) {
        int empty = piece.indexOf("\r\n\r\n");
        String disposition = piece.substring(0, empty).lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")).findFirst().orElseThrow();
        Matcher name = NAME.matcher(disposition);
        Text.holds(name.find(), "no name");
        String found = name.group(1) == null ? name.group(2) : name.group(1).replaceAll("(?s)\\\\([\\\\\"])", "$1");
        return found + '=' + piece.substring(empty + 4);
    }
}
