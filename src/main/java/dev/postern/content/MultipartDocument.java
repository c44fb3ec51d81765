package dev.postern.content;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A body of many parts (RFC 2046 §5.1), each of which is a document of its own; so is what stands before, between and behind them. Line ends may lack their carriage return. A part too
 * many, or with too long a head, makes it unreadable.
 */
final class MultipartDocument implements Document {

    /** Of the head of a part. */
    static final int MOST_HEAD_BYTES = 4096;
    /** RFC 2046 §5.1.1. */
    private static final int MOST_BOUNDARY_BYTES = 70;

    private enum Reading { BODY, HEAD, REST }

    private final byte[] delimiter;
    private final Setting setting;
    private Reading reading = Reading.BODY;
    private Document part;
    private byte[] rest = {'\n'};
    /** Of these, the first was never sent. */
    private int invented = 1;
    /** How much of the rest holds no end of a head. */
    private int searched;
    private int count;
    /** Up to where all was passed on. */
    private int left;
    private boolean malformed;
    private boolean closed;
    private Octets out = new Octets(0);

    MultipartDocument(byte[] boundary, Setting setting) {
        delimiter = Transcoded.joined(new byte[] {'-', '-'}, boundary);
        this.setting = setting;
        part = Documents.text(setting);
    }

    /** @return the boundary if it can be one */
    static Optional<byte[]> boundary(String said) {
        boolean can = !said.isEmpty() && said.length() <= MOST_BOUNDARY_BYTES && said.chars().allMatch(c -> c >= ' ' && c < 0x7f) && !said.endsWith(" ");
        return can ? Optional.of(said.getBytes(StandardCharsets.US_ASCII)) : Optional.empty();
    }

    @Override
    public byte[] add(byte[] piece) throws UnreadableException {
        return read(piece, false);
    }

    @Override
    public byte[] end() throws UnreadableException {
        return read(Octets.NONE, true);
    }

    private byte[] read(byte[] piece, boolean last) throws UnreadableException {
        byte[] in = Transcoded.joined(rest, piece);
        out = new Octets(in.length);
        int at = 0;
        int next = 0;
        while (next >= 0) {
            at = next;
            next = switch (reading) {
                case BODY -> body(in, at, last);
                case HEAD -> head(in, at, last);
                case REST -> pass(in, at, in.length);
            };
        }
        rest = Arrays.copyOfRange(in, left, in.length);
        if (last) {
            malformed |= !closed;
            out.write(part.end());
            malformed |= part.malformed();
        }
        byte[] all = out.toArray();
        out = new Octets(0);
        return all;
    }

    /** @return where to go on in another way, −1 when all that can be read is */
    private int body(byte[] in, int from, boolean last) throws UnreadableException {
        int passed = from;
        int at = from;
        while (at < in.length) {
            at = Swar.either(in, at, in.length, '\n', '\n');
            if (at == in.length) {
                break;
            }
            int begin = at > passed && in[at - 1] == '\r' ? at - 1 : at;
            int found = delimited(in, at + 1, last);
            if (found > 0) {
                pass(in, passed, begin);
                endPart();
                emit(in, begin, found);
                return open(in, found);
            }
            if (found < 0) {
                return keep(in, passed, begin);
            }
            at++;
        }
        boolean carriage = in.length > passed && in[in.length - 1] == '\r' && !last;
        return keep(in, passed, carriage ? in.length - 1 : in.length);
    }

    private int keep(byte[] in, int passed, int until) throws UnreadableException {
        pass(in, passed, until);
        left = until;
        return -1;
    }

    /** @return behind the delimiter if one stands here, 0 when none does, −1 when there is not enough to tell */
    private int delimited(byte[] in, int from, boolean last) {
        int at = 0;
        while (at < delimiter.length && from + at < in.length && in[from + at] == delimiter[at]) {
            at++;
        }
        int behind = from + at;
        if (at < delimiter.length) {
            return behind == in.length && !last ? -1 : 0;
        }
        if (behind == in.length || in[behind] == '-' && behind + 1 == in.length) {
            return last ? 0 : -1;
        }
        byte c = in[behind];
        boolean line = c == '\r' || c == '\n' || c == ' ' || c == '\t';
        return line || c == '-' && in[behind + 1] == '-' ? behind : 0;
    }

    /** Behind a delimiter. */
    private int open(byte[] in, int at) throws UnreadableException {
        if (closed || in[at] == '-') {
            malformed |= closed;
            closed = true;
            part = Documents.text(setting);
            reading = in[at] == '-' ? Reading.BODY : Reading.REST;
            return at;
        }
        if (!setting.parts().take()) {
            throw new UnreadableException("more than " + setting.limits().mostParts() + " parts");
        }
        reading = Reading.HEAD;
        searched = 0;
        return at;
    }

    /** All that follows is text: it ends before a part does. */
    private int improper(int at) {
        malformed = true;
        closed = true;
        part = Documents.text(setting);
        reading = Reading.REST;
        return at;
    }

    private int head(byte[] in, int from, boolean last) throws UnreadableException {
        int end = endOfHead(in, from);
        if (end < 0 && !last && in.length - from <= MOST_HEAD_BYTES) {
            left = from;
            return -1;
        }
        if ((end < 0 ? in.length : end) - from > MOST_HEAD_BYTES) {
            throw new UnreadableException("a part whose head is longer than " + MOST_HEAD_BYTES + " octets");
        }
        if (end < 0) {
            return improper(from);
        }
        byte[] octets = Arrays.copyOfRange(in, from, end);
        PartHead head = PartHead.read(octets);
        malformed |= !head.proper();
        count++;
        String name = head.name().orElse(String.valueOf(count));
        Setting inner = setting.part(name);
        Document shown = new Weaver(new HeadFormat(head, inner.prefix()), setting.editor(), character -> true);
        out.write(shown.add(octets));
        out.write(shown.end());
        part = open(head, inner);
        reading = Reading.BODY;
        return end;
    }

    /** Some take transfer encodings off, others know none in forms (RFC 7578 §4.7): it is shown both ways, and changed in neither. */
    private Document open(PartHead head, Setting inner) throws UnreadableException {
        Optional<Supplier<Taker>> taker = head.taker();
        if (taker.isEmpty()) {
            return Documents.open(head.type(), inner);
        }
        Setting shown = inner.showing();
        return new Twofold(Documents.open(head.type(), shown), new Twofold.Reading(Twofold.Begins.AT_ONCE, taker.get(), () -> Documents.open(head.type(), shown)));
    }

    /** Behind the empty line. */
    private int endOfHead(byte[] in, int from) {
        int at = from + searched;
        while (at < in.length) {
            at = Swar.either(in, at, in.length, '\n', '\n') + 1;
            if (at < in.length && in[at] == '\n') {
                return at + 1;
            }
            if (at + 1 < in.length && in[at] == '\r' && in[at + 1] == '\n') {
                return at + 2;
            }
        }
        searched = Math.max(0, in.length - from - 2);
        return -1;
    }

    private void endPart() throws UnreadableException {
        out.write(part.end());
        malformed |= part.malformed();
        part.close();
    }

    private int pass(byte[] in, int from, int to) throws UnreadableException {
        int begin = from + Math.min(invented, to - from);
        invented -= begin - from;
        left = to;
        if (to > begin) {
            out.write(part.add(Arrays.copyOfRange(in, begin, to)));
        }
        return -1;
    }

    private void emit(byte[] in, int from, int to) {
        int begin = from + Math.min(invented, to - from);
        invented -= begin - from;
        out.write(in, begin, to - begin);
    }

    @Override
    public boolean malformed() {
        return malformed || part.malformed();
    }

    @Override
    public void close() {
        part.close();
        rest = Octets.NONE;
    }

    @Override
    public int heldBytes() {
        return rest.length + part.heldBytes();
    }
}
