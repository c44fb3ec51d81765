package dev.postern.content;

import dev.postern.content.XmlFormat.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Markup as those read it who ask for the text of an element: comments and instructions are nothing, of a CDATA section the content alone is something, and of a page the tags within a line are nothing
 * either. Everything else is as it is. Entities that a document declares are not put in their places: such a document is broken here.
 */
final class Joined implements Taker {

    private static final byte TEXT = 0;
    private static final byte OPEN = 1;
    private static final byte BANG = 2;
    private static final byte COMMENT = 3;
    private static final byte INSTRUCTION = 4;
    private static final byte CDATA = 5;
    private static final byte DECLARATION = 6;
    private static final byte NAME = 7;
    private static final byte TAG = 8;
    private static final byte RAW = 9;

    private static final String SECTION = "[CDATA[";
    private static final int MOST_NAME_BYTES = 12;
    private static final Set<String> IN_LINE = Set.of("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "o", "q",
            "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr");
    /** In these, markup means nothing but their own end. */
    private static final Set<String> RAWS = Set.of("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes");

    private final Kind kind;
    private byte state = TEXT;
    /** What may turn out to be nothing: it is short. */
    private final StringBuilder pending = new StringBuilder();
    private String raw = "";
    private String name = "";
    /** The octets before, where an end takes several. */
    private int before;
    private byte quote;
    private boolean nothing;
    private boolean declares;

    Joined(Kind kind) {
        this.kind = kind;
    }

    @Override
    public void take(byte octet, Octets into) {
        switch (state) {
            case TEXT -> text(octet, into);
            case OPEN -> open(octet, into);
            case BANG -> bang(octet, into);
            case COMMENT -> comment(octet);
            case INSTRUCTION -> instruction(octet);
            case CDATA -> section(octet, into);
            case NAME -> name(octet, into);
            case RAW -> raw(octet, into);
            default -> tag(octet, into);
        }
    }

    private void text(byte octet, Octets into) {
        if (octet == '<') {
            pending.setLength(0);
            state = OPEN;
        } else {
            into.write(octet);
        }
    }

    private void open(byte octet, Octets into) {
        if (octet == '!' || octet == '?') {
            state = octet == '!' ? BANG : INSTRUCTION;
            before = 0;
        } else if (kind == Kind.HTML && (octet == '/' || (octet | 0x20) >= 'a' && (octet | 0x20) <= 'z')) {
            state = NAME;
            pending.append((char) octet);
        } else {
            into.write('<');
            state = TEXT;
            if (kind == Kind.XML && octet != '<') {
                within(TAG);
                into.write(octet);
            } else {
                text(octet, into);
            }
        }
    }

    private void within(byte next) {
        state = next;
        quote = 0;
        before = 0;
        nothing = false;
    }

    private void bang(byte octet, Octets into) {
        pending.append((char) (octet & 0xff));
        String sofar = pending.toString();
        if (sofar.equals("--") || sofar.equals(SECTION)) {
            state = sofar.equals("--") ? COMMENT : CDATA;
            before = kind == Kind.HTML ? 2 : 0; // there the two that begin it may be those that end it
            pending.setLength(0);
        } else if (!"--".startsWith(sofar) && !SECTION.startsWith(sofar)) {
            within(DECLARATION);
            write("<!", into);
            String rest = sofar;
            pending.setLength(0);
            for (int i = 0; i < rest.length(); i++) {
                take((byte) rest.charAt(i), into);
            }
        }
    }

    private static void write(CharSequence octets, Octets into) {
        for (int i = 0; i < octets.length(); i++) {
            into.write((byte) octets.charAt(i));
        }
    }

    /** Of a page it ends with an exclamation mark too. */
    private void comment(byte octet) {
        if (octet == '>' && before >= 2) {
            state = TEXT;
        } else if (octet == '-') {
            before = before == 3 ? 1 : Math.min(2, before + 1);
        } else {
            before = octet == '!' && before == 2 && kind == Kind.HTML ? 3 : 0;
        }
    }

    private void instruction(byte octet) {
        if (octet == '>' && (before == '?' || kind == Kind.HTML)) {
            state = TEXT;
        }
        before = octet;
    }

    /** What means something in text must not do so when the section's edges are gone. */
    private void section(byte octet, Octets into) {
        if (octet == ']') {
            before++;
            if (before > 2) {
                into.write(']');
                before = 2;
            }
            return;
        }
        if (octet == '>' && before == 2) {
            state = TEXT;
            return;
        }
        write("]]".substring(0, before), into);
        before = 0;
        if (octet == '<' || octet == '&') {
            write(octet == '<' ? "&lt;" : "&amp;", into);
        } else {
            into.write(octet);
        }
    }

    private void name(byte octet, Octets into) {
        boolean more = pending.length() < MOST_NAME_BYTES && octet != '>' && octet != '/' && octet > ' ';
        if (more) {
            pending.append((char) octet);
            return;
        }
        boolean end = pending.charAt(0) == '/';
        name = pending.substring(end ? 1 : 0).toLowerCase(Locale.ROOT);
        within(TAG);
        nothing = IN_LINE.contains(name);
        raw = !end && RAWS.contains(name) ? "</" + name : "";
        if (!nothing) {
            into.write('<');
            write(pending, into);
        }
        pending.setLength(0);
        take(octet, into);
    }

    /** A tag or a declaration, whose end does not stand in quotes. */
    private void tag(byte octet, Octets into) {
        if (!nothing) {
            into.write(octet);
        }
        if (state == DECLARATION) {
            declaration(octet);
        }
        if (quote != 0) {
            quote = octet == quote ? 0 : quote;
        } else if ((octet == '"' || octet == '\'') && (kind == Kind.XML || state == DECLARATION || before == '=')) {
            quote = octet;
        } else if (octet == '>' || octet == '[' && state == DECLARATION) {
            state = raw.isEmpty() || state == DECLARATION ? TEXT : RAW;
            pending.setLength(0);
        }
        before = octet > ' ' ? octet : before;
    }

    private void declaration(byte octet) {
        if (pending.length() < "ENTITY".length()) {
            pending.append((char) (octet & 0xff));
            declares |= pending.toString().equals("ENTITY");
        }
    }

    private void raw(byte octet, Octets into) {
        into.write(octet);
        int at = pending.length();
        if ((octet >= 'A' && octet <= 'Z' ? octet | 0x20 : octet) != raw.charAt(at)) {
            pending.setLength(0);
            at = 0;
        }
        if ((octet >= 'A' && octet <= 'Z' ? octet | 0x20 : octet) == raw.charAt(at)) {
            pending.append((char) octet);
        }
        if (pending.length() == raw.length()) {
            raw = "";
            within(TAG);
        }
    }

    @Override
    public void end(Octets into) {
        if (state == OPEN || state == BANG || state == NAME) {
            into.write('<');
            write(state == BANG ? "!" : "", into);
            write(pending, into);
        }
    }

    @Override
    public Optional<String> unreadable() {
        return declares ? Optional.of("XML that declares entities") : Optional.empty();
    }
}
