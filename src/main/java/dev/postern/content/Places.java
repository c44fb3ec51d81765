package dev.postern.content;

import dev.postern.detect.Window;
import java.util.Optional;

/** Finds the place of the document in which something of a block stands, by reading the block once more from its beginning, and only when it is asked. */
final class Places implements TextBlock.Fields {

    private final View view;
    private final Pass pass = Pass.counting();
    private final Format format;
    private Format mark;
    private Tape tape;
    private long begin;
    private long source;
    private boolean last;

    private long from;
    private long to;
    private boolean value;
    private boolean closed;
    private boolean untouched;
    /** Of the place that was found last, once it was asked for. */
    private String path = "";
    private boolean named;
    private Optional<String> outer = Optional.empty();
    private boolean outerKnown;

    Places(View view, Format format) {
        this.view = view;
        this.format = format.fresh();
    }

    /** A block begins, and the format was then like this. */
    void open(Format before, Tape octets, long text, long offset, boolean ended) {
        mark = before;
        tape = octets;
        begin = text;
        source = offset;
        last = ended;
        untouched = true;
        path = "";
        named = false;
        outerKnown = false;
        from = 0;
        to = 0;
    }

    private void rewind() {
        format.become(mark);
        pass.over(tape, source);
        pass.text = begin;
        pass.last = last;
        pass.most = Integer.MAX_VALUE;
        from = 0;
        to = 0;
    }

    @Override
    public Field at(int index) {
        find(index);
        if (!named) {
            path = format.path(view);
            named = true;
        }
        int start = (int) Math.max(from - view.base(), -1);
        return new Field(path, value ? start : index, value ? (int) (to - view.base()) : index);
    }

    @Override
    public Optional<String> outer() {
        if (!outerKnown) {
            outer = mark.namesInView() ? Optional.of(mark.path(view)) : Optional.empty();
            outerKnown = true;
        }
        return outer;
    }

    /** Goes to the place of this index. */
    void find(int index) {
        long offset = Math.max(view.base() + index, begin);
        if (offset >= from && offset < to) {
            return;
        }
        named = false;
        if (untouched || offset < pass.text) {
            untouched = false;
            rewind();
        }
        pass.target = offset + 1;
        pass.valuewise = false;
        format.read(pass);
        value = format.inValue() && format.valueFrom() <= offset;
        from = value ? format.valueFrom() : offset;
        to = offset + 1;
        closed = false;
        if (value) {
            pass.target = view.end();
            pass.valuewise = true;
            Pass.Stop stop = pass.text < pass.target ? format.read(pass) : Pass.Stop.FULL;
            closed = stop == Pass.Stop.VALUE;
            to = Math.max(closed ? pass.text : view.end(), to);
        }
    }

    boolean value() {
        return value;
    }

    /** Whether its end is in sight. */
    boolean closed() {
        return closed || last;
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    Spelling spelling() {
        return format.spelling();
    }

    static Window window(View view, long from, long to) {
        return new Window(view.octets(), view.length(), (int) (from - view.base()), (int) (to - view.base()));
    }
}
