package dev.postern.body;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The header lines of one part. Folded lines are put together; what they and the line ends are like is flagged. Errors: a NUL, a line without colon or name, a name twice, a folded
 * line with nothing to continue, more than {@value #MOST} headers, a folded value longer than a line may be.
 */
final class PartHeaders {

    private static final int MOST = 100;

    private final Set<MultipartFlag> flags;
    private final List<byte[]> lines = new ArrayList<>(2);
    private final Set<String> names = new HashSet<>();
    private final ByteArrayOutputStream value = new ByteArrayOutputStream();
    private Optional<byte[]> disposition = Optional.empty();
    private byte[] name = Octets.NONE;
    private byte[] line = Octets.NONE;
    private boolean folded;

    PartHeaders(Set<MultipartFlag> flags) {
        this.flags = flags;
    }

    /** All lines, once the empty line was seen. */
    List<byte[]> lines() {
        return lines;
    }

    Optional<byte[]> disposition() {
        return disposition;
    }

    /** Takes a line with its end, at least one octet; whether it was the empty one. */
    boolean take(byte[] in, int from, int to) throws MalformedException {
        require(Octets.indexOf(in, (byte) 0, from, to) == to, "a NUL in a part's header");
        boolean proper = to - from > 1 && in[to - 2] == '\r';
        flags.add(proper ? MultipartFlag.CRLF_LINE : MultipartFlag.LF_LINE);
        int end = proper ? to - 2 : to - 1;
        lookForReturns(in, from, end);
        if (end == from) {
            finish();
            return true;
        }
        if (Octets.isSpace(in[from])) {
            fold(in, from, to);
        } else {
            finish();
            begin(in, from, end);
        }
        return false;
    }

    /** To some readers a carriage return alone ends a line, and another header begins behind it. */
    private void lookForReturns(byte[] in, int from, int end) {
        if (Octets.indexOf(in, (byte) '\r', from, end) < end) {
            flags.add(MultipartFlag.INVALID_PART);
        }
    }

    /** Takes the line that a cut goes through, which may have no octet yet, if there is a value in it, and ends the head. */
    void takeCut(byte[] in, int from) throws MalformedException {
        int end = in.length - (in.length > from && in[in.length - 1] == '\r' ? 1 : 0);
        require(Octets.indexOf(in, (byte) 0, from, end) == end, "a NUL in a part's header");
        lookForReturns(in, from, end);
        int text = from;
        while (text < end && Octets.isSpace(in[text])) {
            text++;
        }
        if (text > from && text < end) {
            byte[] line = Arrays.copyOfRange(in, from, end + 1);
            line[end - from] = '\n';
            fold(line, 0, line.length);
        } else if (Octets.indexOf(in, (byte) ':', from, end) < end) {
            finish();
            begin(in, from, end);
        }
        finish();
    }

    /** Blanks alone may begin a continuation; some readers take other white space too. */
    private void fold(byte[] in, int from, int to) throws MalformedException {
        flags.add(MultipartFlag.HEADER_FOLDING);
        int at = from;
        while (at < to && Octets.isSpace(in[at])) {
            if (in[at] != ' ' && in[at] != '\t') {
                flags.add(MultipartFlag.INVALID_HEADER_FOLDING);
            }
            at++;
        }
        require(name.length > 0, "a folded line continues nothing");
        int end = Math.max(at, to - (in[to - 2] == '\r' ? 2 : 1));
        value.write(' ');
        value.write(in, at, end - at);
        require(value.size() <= Multipart.LINE, "a part's header is too long");
        folded = true;
    }

    private void begin(byte[] in, int from, int end) throws MalformedException {
        int colon = Octets.indexOf(in, (byte) ':', from, end);
        require(colon < end, "a part's header without a colon");
        require(colon > from, "a part's header without a name");
        name = Arrays.copyOfRange(in, from, colon);
        require(names.add(lower(name)), "a part's header twice");
        require(names.size() <= MOST, "too many headers of a part");
        line = Arrays.copyOfRange(in, from, end);
        int at = colon + 1;
        while (at < end && (in[at] == ' ' || in[at] == '\t')) {
            at++;
        }
        value.reset();
        value.write(in, at, end - at);
        folded = false;
    }

    private void finish() {
        if (name.length == 0) {
            return;
        }
        if (lower(name).equals("content-disposition")) {
            disposition = Optional.of(value.toByteArray());
        }
        lines.add(folded ? unfolded() : line);
        name = Octets.NONE;
    }

    private byte[] unfolded() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(name.length + 2 + value.size());
        out.writeBytes(name);
        out.write(':');
        out.write(' ');
        out.writeBytes(value.toByteArray());
        return out.toByteArray();
    }

    private static String lower(byte[] name) {
        return new String(name, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }

    private static void require(boolean holds, String otherwise) throws MalformedException {
        if (!holds) {
            throw new MalformedException("multipart: " + otherwise);
        }
    }
}
