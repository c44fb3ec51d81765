package dev.postern.content;

import java.util.function.IntPredicate;

/** How text is written into a place of a document so that it is read there as this text. */
enum Spelling {
    /** As it is. */
    PLAIN,
    /** On one line. */
    LINE,
    /** Inside of a string of JSON. */
    JSON,
    /** A number or literal of JSON, which becomes a string. */
    JSON_SCALAR,
    /** Percent-encoded (WHATWG URL, application/x-www-form-urlencoded). */
    FORM,
    /** Text or an attribute's value of XML. */
    XML,
    /** Inside of a CDATA section. */
    CDATA,
    /** Inside of a comment or processing instruction. */
    COMMENT,
    /** A name of XML. */
    NAME,
    /** A field of CSV without quotes, which becomes one with quotes where it has to. */
    CSV,
    /** Inside of quotes of CSV. */
    CSV_QUOTED,
    /** An extended parameter of a header (RFC 8187). */
    EXTENDED,
    /** A quoted parameter of a part's header (WHATWG HTML, multipart/form-data). */
    PARAMETER;

    private static final String FORM_PLAIN = "*-._";

    /** Whether the value has to be put in quotes for this. */
    boolean quotes(byte[] text) {
        if (this == JSON_SCALAR) {
            return true;
        }
        if (this == CSV) {
            for (byte octet : text) {
                if (special(octet)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether {@link #quotes} may be true. */
    boolean maybeQuoted() {
        return this == JSON_SCALAR || this == CSV;
    }

    /** How text is written once the value is in quotes. */
    Spelling quoted() {
        return this == JSON_SCALAR ? JSON : this == CSV ? CSV_QUOTED : this;
    }

    /** Where there should be quotes and it is too late for them: the digits of a number all become the same one, a field of CSV does without what would end it. */
    void writeBare(byte[] text, byte[] before, Octets into) {
        if (this == JSON_SCALAR) {
            for (byte octet : before) {
                into.write(octet >= '0' && octet <= '9' ? '1' : octet);
            }
        } else {
            for (byte octet : text) {
                into.write(special(octet) ? ' ' : octet);
            }
        }
    }

    private static boolean special(byte octet) {
        return octet == '"' || octet == ',' || octet == ';' || octet == '\t' || octet == '|' || octet == '\n' || octet == '\r';
    }

    /** @param known which characters the document's character set has */
    void write(byte[] text, IntPredicate known, Octets into) {
        for (int at = 0; at < text.length;) {
            int length = Math.min(Utf8.sequence(text[at]), text.length - at);
            if (length > 1 && !known.test(Utf8.character(text, at, length))) {
                unknown(Utf8.character(text, at, length), into);
            } else {
                for (int i = at; i < at + length; i++) {
                    octet(text[i], into);
                }
            }
            at += length;
        }
    }

    private void octet(byte octet, Octets into) {
        switch (this) {
            case PLAIN -> into.write(octet);
            case LINE, CSV -> into.write(octet == '\n' || octet == '\r' ? ' ' : octet);
            case JSON, JSON_SCALAR -> json(octet, into);
            case FORM, EXTENDED -> form(octet, into);
            case XML -> xml(octet, into);
            case CDATA -> into.write(octet == '>' || octet == ']' || control(octet) ? '_' : octet);
            case COMMENT -> into.write(octet == '-' || octet == '>' || octet == '?' || control(octet) ? '_' : octet);
            case NAME -> into.write(octet < 0 || letterOrDigit(octet) ? octet : '_');
            case CSV_QUOTED -> ascii(octet == '"' ? "\"\"" : String.valueOf((char) octet), octet, into);
            case PARAMETER -> ascii(octet == '"' ? "%22" : octet == '\r' ? "%0D" : octet == '\n' ? "%0A" : octet == '\\' ? "_" : String.valueOf((char) octet), octet, into);
        }
    }

    private static void ascii(String written, byte octet, Octets into) {
        if (octet < 0) {
            into.write(octet);
            return;
        }
        for (int i = 0; i < written.length(); i++) {
            into.write(written.charAt(i));
        }
    }

    private static void json(byte octet, Octets into) {
        switch (octet) {
            case '"', '\\' -> {
                into.write('\\');
                into.write(octet);
            }
            case '\n' -> ascii("\\n", octet, into);
            case '\r' -> ascii("\\r", octet, into);
            case '\t' -> ascii("\\t", octet, into);
            default -> {
                if (octet >= 0 && octet < ' ') {
                    unit(octet, into);
                } else {
                    into.write(octet);
                }
            }
        }
    }

    private static void unit(int unit, Octets into) {
        into.write('\\');
        into.write('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            into.write(Hex.upper(unit >> shift & 15));
        }
    }

    private void form(byte octet, Octets into) {
        if (octet == ' ' && this == FORM) {
            into.write('+');
        } else if (octet > 0 && (letterOrDigit(octet) || FORM_PLAIN.indexOf(octet) >= 0)) {
            into.write(octet);
        } else {
            into.write('%');
            into.write(Hex.upper(octet >> 4 & 15));
            into.write(Hex.upper(octet & 15));
        }
    }

    private static void xml(byte octet, Octets into) {
        ascii(switch (octet) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&apos;";
            case '\r' -> "&#13;";
            default -> String.valueOf((char) (control(octet) ? '_' : octet));
        }, octet, into);
    }

    /** No document of XML 1.0 may hold these. */
    private static boolean control(byte octet) {
        return octet >= 0 && octet < ' ' && octet != '\t' && octet != '\n' && octet != '\r';
    }

    private static boolean letterOrDigit(byte octet) {
        return octet >= '0' && octet <= '9' || (octet | 0x20) >= 'a' && (octet | 0x20) <= 'z';
    }

    private void unknown(int character, Octets into) {
        if (this == JSON || this == JSON_SCALAR) {
            for (char unit : Character.toChars(character)) {
                unit(unit, into);
            }
        } else if (this == XML) {
            ascii("&#" + character + ";", (byte) 0, into);
        } else {
            into.write('?');
        }
    }
}
