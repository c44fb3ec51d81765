package dev.postern.content;

import dev.postern.detect.Window;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A document of one format: what comes is read as text, the text is decided on block by block, and what was decided on is passed on. A block ends after {@value #BLOCK_BYTES} octets of text, or
 * where its source is {@value #MOST_STRETCH_BYTES} octets long, or where the text ends; so does what is seen behind it, {@link Window#MOST_HIT_BYTES} at most. Where that is depends on the
 * document alone.
 */
final class Weaver implements Document {

    static final int BLOCK_BYTES = 32 << 10;
    static final int MOST_STRETCH_BYTES = 40 << 10;
    /** A block, what stands before and behind it, and twice what an escape may go beyond. */
    static final int MOST_TEXT = Window.CONTEXT_BYTES + BLOCK_BYTES + Window.MOST_HIT_BYTES + 8;

    private static final long NOWHERE = -1;

    private final Editor editor;
    private final IntPredicate known;
    private final Format format;
    private final View view = new View();
    private final Escapes escapes = new Escapes();
    private final Tape tape = new Tape();
    private final Pass pass = Pass.into(view, escapes);
    private final Places places;

    private Format mark;
    private Format next;
    private long blockFrom;
    private long blockSource;
    private long blockTo = NOWHERE;
    private long nextSource;
    private long covered;

    private Octets out = new Octets(0);
    private long writtenText;
    private long writtenSource;
    private long quoted = NOWHERE;
    private long quoteAt = NOWHERE;
    private long offset;
    private boolean misnamed;

    /** @param known which characters beyond ASCII the document can be written with */
    Weaver(Format format, Editor editor, IntPredicate known) {
        this.format = format;
        this.editor = editor;
        this.known = known;
        places = new Places(view, format);
        mark = format.fresh();
        next = format.fresh();
        mark.become(format);
    }

    @Override
    public byte[] add(byte[] piece) throws UnreadableException {
        out = new Octets(piece.length);
        for (int taken = 0; taken < piece.length;) {
            taken += tape.take(piece, taken, Math.min(blockSource, escapes.needed(Math.min(writtenText, blockFrom))));
            read(false);
        }
        return written();
    }

    @Override
    public byte[] end() throws UnreadableException {
        out = new Octets(0);
        read(true);
        return written();
    }

    private byte[] written() throws UnreadableException {
        if (format.unreadable().isPresent()) {
            throw new UnreadableException(format.unreadable().get());
        }
        byte[] all = out.toArray();
        out = new Octets(0);
        return all;
    }

    private void read(boolean last) {
        while (true) {
            boolean ahead = blockTo != NOWHERE;
            pass.over(tape, offset);
            pass.last = last;
            pass.target = ahead ? blockTo + Window.MOST_HIT_BYTES : blockFrom + BLOCK_BYTES;
            pass.most = (int) ((ahead ? nextSource : blockSource) + MOST_STRETCH_BYTES - tape.base());
            Pass.Stop stop = format.read(pass);
            offset = pass.offset();
            switch (stop) {
                case FULL -> {
                    if (ahead) {
                        decide(blockTo, false);
                    } else {
                        blockTo = pass.text;
                        nextSource = offset;
                        next.become(format);
                    }
                }
                case END -> finish();
                case SHORT, LINE, VALUE -> {
                    if (last) {
                        format.finish();
                        finish();
                    }
                    return;
                }
            }
        }
    }

    /** The text ends here. */
    private void finish() {
        if (blockTo != NOWHERE) {
            decide(blockTo, true);
        }
        if (view.end() > blockFrom) {
            blockTo = view.end();
            nextSource = offset;
            decide(blockTo, true);
        }
        copy(view.end());
        out.write(tape.octets(), (int) (writtenSource - tape.base()), (int) (offset - writtenSource));
        writtenSource = offset;
        blockSource = offset;
        mark.become(format);
        mark.keep(view, view.end());
        format.keep(view, view.end());
        view.drop(view.end());
    }

    private void decide(long to, boolean ended) {
        long from = Math.max(blockFrom, covered);
        if (from < to) {
            places.open(mark, tape, blockFrom, blockSource, ended);
            List<Replacement> replacements = editor.edit(new TextBlock(Places.window(view, from, to), places));
            for (Replacement replacement : replacements) {
                replace(replacement, to);
            }
        }
        copy(released(Math.max(to, covered), ended));
        Format before = mark;
        mark = next;
        next = before;
        blockFrom = to;
        blockSource = nextSource;
        blockTo = NOWHERE;
        long oldest = Math.max(view.base(), to - Window.CONTEXT_BYTES);
        mark.keep(view, oldest);
        format.keep(view, oldest);
        view.drop(oldest);
    }

    /** A number that the block's end cuts in two waits for the next: it may have to be put in quotes. */
    private long released(long until, boolean ended) {
        boolean cut = !ended && until == blockTo && next.inValue() && next.spelling().maybeQuoted() && next.valueFrom() < until;
        boolean waits = cut && next.valueFrom() != quoted && next.valueFrom() >= writtenText && until - next.valueFrom() <= Window.CONTEXT_BYTES;
        return waits ? next.valueFrom() : until;
    }

    private void replace(Replacement replacement, long to) {
        long from = view.base() + replacement.start();
        if (from < Math.max(blockFrom, covered) || from >= to || replacement.end() <= replacement.start() || replacement.end() > view.length()) {
            throw new IllegalArgumentException("a replacement out of order or place");
        }
        byte[] with = replacement.with();
        for (int at = replacement.start(); at < replacement.end();) {
            places.find(at);
            if (places.value()) {
                int stop = (int) Math.min(replacement.end(), places.to() - view.base());
                replaceInValue(view.base() + at, view.base() + stop, with);
                with = Octets.NONE;
                at = stop;
            } else {
                at++;
            }
        }
        covered = view.base() + replacement.end();
    }

    private void replaceInValue(long from, long to, byte[] with) {
        Spelling spelling = places.spelling();
        if (places.from() == quoted) {
            spelling = spelling.quoted();
        } else if (spelling.quotes(with)) {
            if (places.from() < writtenText || !places.closed() || view.holds('"', places.from(), places.to())) {
                copy(from);
                spelling.writeBare(with, view.slice(from, to), out);
                skip(to);
                return;
            }
            copy(places.from());
            out.write('"');
            quoted = places.from();
            quoteAt = places.to();
            spelling = spelling.quoted();
        }
        copy(from);
        spelling.write(with, known, out);
        skip(to);
    }

    /** Passes on what stands before here. */
    private void copy(long to) {
        if (quoteAt != NOWHERE && quoteAt <= to) {
            long here = quoteAt;
            quoteAt = NOWHERE;
            copy(here);
            out.write('"');
        }
        if (to > writtenText) {
            long until = escapes.begin(to, tape);
            if (until > writtenSource) {
                out.write(tape.octets(), (int) (writtenSource - tape.base()), (int) (until - writtenSource));
                writtenSource = until;
            }
            writtenText = to;
        }
    }

    private void skip(long to) {
        writtenSource = Math.max(writtenSource, escapes.end(to, tape));
        writtenText = to;
    }

    /** It is another format than it says. */
    Weaver misnamed() {
        misnamed = true;
        return this;
    }

    @Override
    public boolean malformed() {
        return misnamed || format.malformed();
    }

    @Override
    public void close() {
        view.clear();
        tape.clear();
    }

    @Override
    public int heldBytes() {
        return view.held() + tape.held() + escapes.held() + 4 * format.held();
    }
}
