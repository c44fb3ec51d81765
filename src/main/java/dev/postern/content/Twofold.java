package dev.postern.content;

import dev.postern.detect.Window;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A document that somebody may read in another way: what it comes out as is shown a second time, without an encoding. There nothing can be changed, so that it is the editor's to refuse. Nothing
 * passes on before both readings have decided on it. Holds {@value #MOST_KEPT_BYTES} octets besides its two documents; what would need more says nothing for too long.
 */
final class Twofold implements Document {

    static final int MOST_KEPT_BYTES = 384 << 10;
    private static final int REACH_BYTES = Window.MOST_HIT_BYTES + Window.CONTEXT_BYTES;

    /** From where on there is a second reading. */
    enum Begins {
        AT_ONCE,
        /** With the first zero octet. */
        AT_A_ZERO,
        /** With that, or with an escape of JSON. */
        AT_A_ZERO_OR_ESCAPE,
        /** With either of them, percent-encoded or not. */
        AT_AN_ESCAPE_OF_FORMS,
        /** With the first comment, instruction, section or declaration of XML, but for the one that says it is XML. */
        AT_MARKUP;

        /**
         * @param before what stood before them, as far as it is known
         * @return −1 when it does not; however the octets are cut, it is the same place
         */
        int within(byte[] octets, byte[] before) {
            return switch (this) {
                case AT_ONCE -> 0;
                case AT_A_ZERO -> found(octets, Swar.either(octets, 0, octets.length, 0, 0));
                case AT_A_ZERO_OR_ESCAPE -> zeroOrEscape(octets, last(before, 1));
                case AT_AN_ESCAPE_OF_FORMS -> escapeOfForms(octets, before);
                case AT_MARKUP -> markup(octets, last(before, 1));
            };
        }

        private static byte last(byte[] octets, int index) {
            return octets.length < index ? 0 : octets[octets.length - index];
        }

        /** A zero octet, a backslash, or what stands for one. */
        private static int escapeOfForms(byte[] octets, byte[] before) {
            byte first = last(before, 2);
            byte second = last(before, 1);
            for (int at = 0; at < octets.length; at++) {
                byte third = octets[at];
                if (third == 0 || third == '\\' || first == '%' && (second == '5' && (third | 0x20) == 'c' || second == '0' && third == '0')) {
                    return at;
                }
                first = second;
                second = third;
            }
            return -1;
        }

        private static int found(byte[] octets, int at) {
            return at < octets.length ? at : -1;
        }

        private static int zeroOrEscape(byte[] octets, byte before) {
            if (before == '\\' && octets.length > 0 && octets[0] == 'u') {
                return 0;
            }
            int at = Swar.either(octets, 0, octets.length, 0, '\\');
            while (at < octets.length) {
                if (octets[at] == 0 || at + 1 < octets.length && octets[at + 1] == 'u') {
                    return octets[at] == 0 ? at : at + 1;
                }
                at = Swar.either(octets, at + 1, octets.length, 0, '\\');
            }
            return -1;
        }

        private static int markup(byte[] octets, byte before) {
            for (int at = before == '<' ? 0 : Swar.either(octets, 0, octets.length, '<', '<') + 1; at < octets.length; at = Swar.either(octets, at, octets.length, '<', '<') + 1) {
                boolean saysXml = octets[at] == '?' && octets.length - at > 4 && octets[at + 1] == 'x' && octets[at + 2] == 'm' && octets[at + 3] == 'l' && octets[at + 4] <= ' ';
                if (octets[at] == '!' || octets[at] == '?' && !saysXml) {
                    return at;
                }
            }
            return -1;
        }
    }

    /** @param under what the second reading is; made when it begins */
    record Reading(Begins begins, Supplier<Taker> taker, Opening under) {}

    /** Opens a document. */
    @FunctionalInterface
    interface Opening {
        Document open() throws UnreadableException;
    }

    private final Document main;
    private final Reading reading;
    private Document under; // null until it begins
    private Taker taker;
    /** The same some way behind: tells how much of what is kept the second reading has decided on. */
    private Taker behind;
    private long settled;
    private long released;
    private byte[] kept = Octets.NONE;
    private byte[] tail = Octets.NONE;

    Twofold(Document main, Reading reading) {
        this.main = main;
        this.reading = reading;
    }

    @Override
    public byte[] add(byte[] piece) throws UnreadableException {
        return shown(main.add(piece), false);
    }

    @Override
    public byte[] end() throws UnreadableException {
        return shown(main.end(), true);
    }

    private byte[] shown(byte[] out, boolean last) throws UnreadableException {
        if (out.length == 0 && !last) {
            return out;
        }
        if (under == null) {
            int at = reading.begins().within(out, tail);
            byte[] passed = at < 0 ? out : Arrays.copyOf(out, at);
            remember(passed);
            if (at < 0) {
                return out;
            }
            open();
            return Transcoded.joined(passed, shown(Arrays.copyOfRange(out, at, out.length), last));
        }
        kept = Transcoded.joined(kept, out);
        show(out, last);
        if (last) {
            byte[] all = kept;
            kept = Octets.NONE;
            return all;
        }
        byte[] passed = release();
        if (kept.length > MOST_KEPT_BYTES) {
            throw new UnreadableException("more than " + MOST_KEPT_BYTES + " octets that say nothing");
        }
        return passed;
    }

    /** What has passed already is shown again, as far as something in it may go on. */
    private void open() throws UnreadableException {
        under = reading.under().open();
        taker = reading.taker().get();
        behind = reading.taker().get();
        show(tail, false);
        Octets gone = new Octets(tail.length);
        for (byte octet : tail) {
            behind.take(octet, gone);
        }
        released = gone.length();
        tail = Octets.NONE;
    }

    private void show(byte[] octets, boolean last) throws UnreadableException {
        Octets text = new Octets(octets.length + 4);
        for (byte octet : octets) {
            taker.take(octet, text);
        }
        if (last) {
            taker.end(text);
        }
        if (taker.unreadable().isPresent()) {
            throw new UnreadableException(taker.unreadable().get());
        }
        settled += under.add(text.toArray()).length;
        if (last) {
            under.end();
        }
    }

    private byte[] release() {
        int at = 0;
        while (at < kept.length && released < settled) {
            Octets text = new Octets(4);
            behind.take(kept[at], text);
            released += text.length();
            at++;
        }
        byte[] passed = Arrays.copyOf(kept, at);
        kept = Arrays.copyOfRange(kept, at, kept.length);
        return passed;
    }

    private void remember(byte[] out) {
        byte[] all = out.length >= REACH_BYTES ? out : Transcoded.joined(tail, out);
        tail = Arrays.copyOfRange(all, Math.max(0, all.length - REACH_BYTES), all.length);
    }

    @Override
    public boolean malformed() {
        return main.malformed();
    }

    @Override
    public int heldBytes() {
        return main.heldBytes() + kept.length + tail.length + (under == null ? 0 : under.heldBytes());
    }

    @Override
    public void close() {
        main.close();
        if (under != null) {
            under.close();
        }
        kept = Octets.NONE;
        tail = Octets.NONE;
    }
}
