package dev.postern.waf;

/**
 * One value a rule looks at: an argument, a header, a count.
 *
 * @param of   the variable it belongs to
 * @param key  its name within the collection; empty for a variable that is no collection
 * @param cell its value
 * @param use  whether it is the value itself or a count
 */
record Row(Supply of, byte[] key, Cell cell, Use use) {

    /** QUOTED: a row of another variable seen once more, which keeps its whole name as the key. */
    enum Use { VALUE, QUOTED, COUNT, COUNT_OF_KEY }

    static Row of(Supply of, byte[] key, Cell cell) {
        return new Row(of, key, cell, Use.VALUE);
    }

    boolean isCount() {
        return use == Use.COUNT || use == Use.COUNT_OF_KEY;
    }

    /** {@code ARGS:name}, {@code REQUEST_URI}, {@code &ARGS}. */
    byte[] name() {
        if (use == Use.QUOTED) {
            return key;
        }
        String plain = use == Use.VALUE ? of.name() : '&' + of.name();
        boolean keyed = use == Use.COUNT_OF_KEY || use == Use.VALUE && of.hasMembers();
        return keyed ? Ascii.join(Ascii.bytes(plain + ':'), key) : Ascii.bytes(plain);
    }
}
