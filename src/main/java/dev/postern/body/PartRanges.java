package dev.postern.body;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The contents of a multipart body (RFC 2046 §5.1), each without its headers. It is cut wherever a delimiter begins a line, whatever stands in the headers: more parts than some reader sees do no harm,
 * fewer would. Linear in the body.
 */
public final class PartRanges {

    /** More are not looked at one by one. */
    public static final int MOST = 256;
    /** RFC 2046 §5.1.1. */
    private static final int MOST_BOUNDARY = 70;

    private PartRanges() {}

    /** Octets {@code from} to {@code to} (exclusive) of the body; its headers begin at {@code head}. */
    public record Range(int head, int from, int to) {

        public int length() {
            return to - from;
        }
    }

    public static boolean isMultipart(String contentType) {
        return contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /** Those that have content; empty when the type does not say in one way only where they are, when there are more than {@value #MOST}, or the body has no delimiter. */
    public static Optional<List<Range>> of(byte[] body, String contentType) {
        return of(body, contentType, MOST);
    }

    /** The same for those who look at more of them than {@value #MOST}. */
    public static Optional<List<Range>> of(byte[] body, String contentType, int most) {
        Optional<String> boundary = boundary(contentType);
        if (boundary.isEmpty()) {
            return Optional.empty();
        }
        byte[] delimiter = ("--" + boundary.get()).getBytes(StandardCharsets.ISO_8859_1);
        List<Range> parts = new ArrayList<>();
        int at = next(body, delimiter, 0);
        if (at < 0) {
            return Optional.empty();
        }
        while (at >= 0) {
            int from = at + delimiter.length;
            at = next(body, delimiter, from);
            Range content = content(body, from, at < 0 ? body.length : at);
            if (content.length() > 0) {
                parts.add(content);
            }
            if (parts.size() > most) {
                return Optional.empty();
            }
        }
        return Optional.of(parts);
    }

    /** One, and no other reading of it: a second parameter of the name, or what is not closed, is no boundary. */
    private static Optional<String> boundary(String contentType) {
        Optional<String> found = Optional.empty();
        for (String parameter : contentType.split(";", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0 && parameter.substring(0, equals).strip().equalsIgnoreCase("boundary")) {
                if (found.isPresent()) {
                    return Optional.empty();
                }
                found = Optional.of(unquoted(parameter.substring(equals + 1).strip()));
            }
        }
        return found.filter(text -> !text.isEmpty() && text.length() <= MOST_BOUNDARY && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\' || c == ' '));
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** Where the next line begins that begins with the delimiter; −1 without one. */
    private static int next(byte[] body, byte[] delimiter, int from) {
        for (int at = from; at + delimiter.length <= body.length; at++) {
            boolean line = at == 0 || body[at - 1] == '\n';
            if (line && startsWith(body, at, delimiter)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] body, int at, byte[] delimiter) {
        return Arrays.equals(body, at, at + delimiter.length, delimiter, 0, delimiter.length);
    }

    /** What is behind the first empty line, without the line end before the next delimiter. */
    private static Range content(byte[] body, int from, int to) {
        int at = from;
        while (at < to && body[at] != '\n') {
            at++;
        }
        at = Math.min(to, at + 1);
        while (at < to) {
            int end = at;
            while (end < to && body[end] != '\n') {
                end++;
            }
            boolean empty = end == at || end == at + 1 && body[at] == '\r';
            at = Math.min(to, end + 1);
            if (empty) {
                break;
            }
        }
        int until = to;
        if (until > at && until < body.length && body[until - 1] == '\n') {
            until--;
            until -= until > at && body[until - 1] == '\r' ? 1 : 0;
        }
        return new Range(from, at, until);
    }
}
