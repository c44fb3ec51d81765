package dev.postern.body;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code multipart/form-data} (RFC 7578) as ModSecurity 2.9 does: line by line, and noting everything an upstream could read otherwise ({@link MultipartFlag}). What no
 * sender of forms produces is an error: parts without a name, parameters it does not know, blanks or quotes around a boundary, header lines of
 * {@value #LINE} octets and more.
 *
 * <p>Linear in the length of body and content type; memory linear in the body and bounded by the number of parts. Any thread.
 */
public final class Multipart {

    /** Longer lines are read in pieces of this size: only the first can be a boundary. */
    static final int LINE = 4096;

    /** What may follow a boundary before its line feed. */
    private static final Set<String> BEHIND = Set.of("\r", "-", "--", "--\r");

    private enum State { BEFORE, HEADERS, DATA, AFTER }

    private final Received received;
    private final byte[] in;
    private final Bounds bounds;
    private final Set<MultipartFlag> flags = EnumSet.noneOf(MultipartFlag.class);
    private final List<Part> parts = new ArrayList<>();
    private MultipartBody.LastNames last = MultipartBody.LastNames.NONE;
    private byte[] delimiter = Octets.NONE;
    private State state = State.BEFORE;
    private int boundaries;
    private int files;
    private PartHeaders headers = new PartHeaders(flags);
    private Optional<Disposition> disposition = Optional.empty();
    private int content;
    private boolean dataRead;

    private Multipart(Received received, Bounds bounds) {
        this.received = received;
        this.in = received.octets();
        this.bounds = bounds;
    }

    /** Reads a whole one. */
    public static MultipartBody parse(byte[] body, byte[] contentType, Bounds bounds) {
        return parse(Received.whole(body), contentType, bounds);
    }

    /** An empty body is read as one without parts, without an error, as ModSecurity does. */
    public static MultipartBody parse(Received body, byte[] contentType, Bounds bounds) {
        return new Multipart(body, bounds).parse(contentType);
    }

    private MultipartBody parse(byte[] contentType) {
        Optional<BodyError> error;
        try {
            delimiter = Boundary.delimiter(contentType, flags);
            error = in.length == 0 ? Optional.empty() : read(new Needle(delimiter));
        } catch (MalformedException malformed) {
            flags.add(MultipartFlag.ERROR);
            error = Optional.of(malformed.error());
        }
        ArgumentList arguments = new ArgumentList(bounds.arguments());
        if (error.isEmpty()) {
            parts.stream().filter(Part::isArgument)
                    .allMatch(part -> arguments.add(part.name(), Arrays.copyOfRange(in, part.content().from(), part.content().to())));
        }
        return new MultipartBody(arguments.list(), error.or(arguments::error), flags, parts, last);
    }

    private Optional<BodyError> read(Needle needle) throws MalformedException {
        int at = 0;
        int end = lineEnd(at);
        boolean begins = true;
        while (end > at && state != State.AFTER) {
            if (!(begins && isBoundary(at, end, needle))) {
                takeLine(at, end);
            }
            begins = in[end - 1] == '\n';
            at = end;
            end = lineEnd(at);
        }
        if (state == State.AFTER) {
            flag(at < in.length, MultipartFlag.DATA_AFTER);
            return Optional.empty();
        }
        if (received.isCut()) {
            takeCut(at, begins, needle);
            return Optional.empty();
        }
        return begins && isLastWithoutEnd(at) ? Optional.empty()
                : Optional.of(new BodyError(boundaries > 0 ? "multipart: no final boundary" : "multipart: no boundary in the body"));
    }

    /**
     * The line and the part a cut goes through. In a part's content all of it counts, even what is like a boundary: whoever writes the body chooses what boundaries say, and nobody has
     * seen yet whether this one goes on as one must.
     */
    private void takeCut(int at, boolean begins, Needle needle) throws MalformedException {
        boolean whole = at == in.length || begins && beginsBoundary(at);
        if (!whole && begins) {
            isBoundary(at, in.length, needle);
        }
        switch (state) {
            case BEFORE -> flag(!whole, MultipartFlag.DATA_BEFORE);
            case HEADERS -> takeCutHeaders(at);
            case DATA -> addPart(in.length);
            case AFTER -> throw new IllegalStateException("nothing is cut behind the last boundary");
        }
    }

    /** Whether what is left, in which no line ends, may go on as a boundary. */
    private boolean beginsBoundary(int at) {
        int there = in.length - at;
        if (there <= delimiter.length) {
            return Arrays.equals(in, at, in.length, delimiter, 0, there);
        }
        return Octets.startsWith(in, at, delimiter) && BEHIND.contains(new String(in, at + delimiter.length, there - delimiter.length, StandardCharsets.ISO_8859_1));
    }

    /** A part of whose head the end is missing has no content, but may have a name. */
    private void takeCutHeaders(int at) throws MalformedException {
        headers.takeCut(in, at);
        if (headers.lines().isEmpty()) {
            return;
        }
        Disposition found = new Disposition(headers.disposition().orElse(Octets.NONE), flags, last);
        try {
            found.readCut();
        } finally {
            last = found.last();
        }
        disposition = Optional.of(found);
        content = in.length;
        addPart(in.length);
    }

    /** Where the line or the piece of a line ends, its line feed included; the same place when it does not. A carriage return is not parted from its line feed. */
    private int lineEnd(int from) {
        int full = Math.min(in.length - from, LINE);
        int feed = Octets.indexOf(in, (byte) '\n', from, from + full);
        if (feed < from + full) {
            return feed + 1;
        }
        if (full < LINE) {
            return from;
        }
        return in[from + full - 1] == '\r' ? from + full - 1 : from + full;
    }

    private boolean isBoundary(int at, int end, Needle needle) throws MalformedException {
        boolean dashed = end - at > 3 && in[at] == '-' && in[at + 1] == '-' && in[at + 2] != 0 && in[at + 3] != 0;
        if (!dashed) {
            flag(needle.within(in, at, end), MultipartFlag.UNMATCHED_BOUNDARY);
            return false;
        }
        if (!Octets.startsWith(in, at, delimiter)) {
            checkAlike(at);
            flags.add(MultipartFlag.UNMATCHED_BOUNDARY);
            return false;
        }
        flagLineBefore(at);
        if (!dataRead && boundaries > 0) {
            flags.add(MultipartFlag.INVALID_PART);
            return false;
        }
        takeBoundary(at, end);
        return true;
    }

    private void flagLineBefore(int at) {
        flag(at > 0 && !(at > 1 && in[at - 2] == '\r'), MultipartFlag.LF_LINE);
    }

    /** Quotes or blanks before a boundary: some readers find it nevertheless. */
    private void checkAlike(int at) throws MalformedException {
        boolean quoted = flags.contains(MultipartFlag.BOUNDARY_QUOTED) && in[at + 2] == '"' && boundaryAt(at + 3);
        require(!quoted, "a quoted boundary");
        int behind = at + 2;
        while (behind < in.length && Octets.isSpace(in[behind]) && in[behind] != '\n') {
            behind++;
        }
        require(behind == at + 2 || !boundaryAt(behind), "blanks before a boundary");
    }

    private boolean boundaryAt(int at) {
        int end = at + delimiter.length - 2;
        return end <= in.length && Arrays.equals(in, at, end, delimiter, 2, delimiter.length);
    }

    private void takeBoundary(int at, int end) throws MalformedException {
        int behind = at + delimiter.length;
        boolean closes = Octets.startsWith(in, behind, "--");
        behind += closes ? 2 : 0;
        boolean proper = end - behind == 2 && in[behind] == '\r' && in[behind + 1] == '\n';
        require(proper || end - behind == 1 && in[behind] == '\n', "something behind a boundary");
        flags.add(proper ? MultipartFlag.CRLF_LINE : MultipartFlag.LF_LINE);
        finishPart(at);
        boundaries++;
        state = closes ? State.AFTER : State.HEADERS;
        if (!closes) {
            require(parts.size() < bounds.parts(), "more parts than allowed");
            headers = new PartHeaders(flags);
            dataRead = false;
        }
    }

    private boolean isLastWithoutEnd(int at) {
        boolean last = boundaries > 0 && in.length - at == delimiter.length + 2 && Octets.startsWith(in, at, delimiter) && Octets.startsWith(in, at + delimiter.length, "--");
        if (last) {
            flagLineBefore(at);
            flag(!dataRead, MultipartFlag.INVALID_PART);
            finishPart(at);
        }
        return last;
    }

    /** @param boundary where the next one begins: the line end before it is not content */
    private void finishPart(int boundary) {
        if (disposition.isEmpty()) {
            flag(state == State.HEADERS, MultipartFlag.INVALID_PART);
            return;
        }
        addPart(boundary - (boundary > 1 && in[boundary - 2] == '\r' ? 2 : 1));
    }

    private void addPart(int end) {
        Disposition named = disposition.orElseThrow();
        parts.add(new Part(named.name().orElse(Octets.NONE), named.file(), headers.lines(), new Part.Range(content, Math.max(content, end))));
        files += named.file().isPresent() ? 1 : 0;
        flag(files > bounds.files(), MultipartFlag.FILE_LIMIT_EXCEEDED);
        disposition = Optional.empty();
    }

    private void takeLine(int at, int end) throws MalformedException {
        switch (state) {
            case BEFORE -> flags.add(MultipartFlag.DATA_BEFORE);
            case HEADERS -> takeHeader(at, end);
            case DATA -> dataRead = true;
            case AFTER -> throw new IllegalStateException("lines behind the last boundary are not read");
        }
    }

    private void takeHeader(int at, int end) throws MalformedException {
        require(end - at < LINE && in[end - 1] == '\n', "a part's header line is too long");
        if (!headers.take(in, at, end)) {
            return;
        }
        byte[] value = headers.disposition().orElseThrow(() -> new MalformedException("multipart: a part without a disposition"));
        Disposition found = new Disposition(value, flags, last);
        try {
            found.read();
        } finally {
            last = found.last();
        }
        disposition = Optional.of(found);
        content = end;
        dataRead = false;
        state = State.DATA;
    }

    private void flag(boolean holds, MultipartFlag flag) {
        if (holds) {
            flags.add(flag);
        }
    }

    private static void require(boolean holds, String otherwise) throws MalformedException {
        if (!holds) {
            throw new MalformedException("multipart: " + otherwise);
        }
    }
}
