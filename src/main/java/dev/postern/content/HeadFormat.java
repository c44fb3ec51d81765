package dev.postern.content;

import dev.postern.content.Pass.Stop;

/** The head of a part as text, with the names in it as values of their own; percent-encoding is read in them. */
final class HeadFormat extends Format {

    private final PartHead head;
    private final String part;
    /** Which value it is in, or comes to next. */
    private int value;
    private boolean inside;
    private long from;
    private Spelling spelling = Spelling.LINE;
    private String place = "";

    HeadFormat(PartHead head, String part) {
        this.head = head;
        this.part = part;
    }

    @Override
    Stop read(Pass p) {
        while (p.at < p.stop()) {
            int next = border();
            if (p.offset() == next) {
                if (p.valuewise && from < p.text) {
                    return Stop.VALUE;
                }
                cross(p.text);
                continue;
            }
            int stop = (int) Math.min(p.stop(), p.at + (next - p.offset()));
            Stop stopped = inside ? value(p, stop) : plain(p, stop);
            if (stopped != null) {
                return stopped;
            }
        }
        return p.stopped();
    }

    private int border() {
        if (value == head.values().size()) {
            return Integer.MAX_VALUE;
        }
        return inside ? head.values().get(value).to() : head.values().get(value).from();
    }

    private void cross(long here) {
        from = here;
        inside = !inside;
        spelling = inside ? head.values().get(value).spelling() : Spelling.LINE;
        place = inside ? part + ";" + head.values().get(value).parameter() : "";
        value += inside ? 0 : 1;
    }

    private static Stop plain(Pass p, int stop) {
        p.plain(stop);
        return null;
    }

    private Stop value(Pass p, int stop) {
        p.plain(Swar.either(p.source, p.at, stop, '%', '%'));
        if (p.at == stop) {
            return null;
        }
        int left = (int) (border() - p.offset());
        if (left < 3) {
            p.plain(p.at + 1);
            return null;
        }
        if (p.at + 3 > p.limit && !p.last) {
            return Stop.SHORT;
        }
        int high = p.at + 3 > p.limit ? -1 : Hex.digit(p.source[p.at + 1]);
        int low = p.at + 3 > p.limit ? -1 : Hex.digit(p.source[p.at + 2]);
        if (high < 0 || low < 0) {
            p.plain(p.at + 1);
        } else {
            p.octet(3, high << 4 | low);
        }
        return null;
    }

    @Override
    void finish() {
        // A head is whole before it is read.
    }

    @Override
    boolean malformed() {
        return false;
    }

    @Override
    Format fresh() {
        return new HeadFormat(head, part);
    }

    @Override
    void become(Format format) {
        HeadFormat other = (HeadFormat) format;
        value = other.value;
        inside = other.inside;
        from = other.from;
        spelling = other.spelling;
        place = other.place;
    }

    @Override
    boolean inValue() {
        return true;
    }

    @Override
    long valueFrom() {
        return from;
    }

    @Override
    Spelling spelling() {
        return spelling;
    }

    @Override
    String path(View view) {
        return place;
    }

    @Override
    void keep(View view, long before) {
        // Nothing is read later.
    }

    @Override
    int held() {
        return 100;
    }
}
