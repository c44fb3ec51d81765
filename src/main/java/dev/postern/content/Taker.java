package dev.postern.content;

import java.util.Optional;

/** Takes an encoding off, octet by octet, as the most lenient reader does: what is none of the encoding is passed over or read as it is. Two that have read the same are alike. */
interface Taker {

    /** More of it. */
    void take(byte octet, Octets into);

    /** There is no more. */
    default void end(Octets into) { }

    /** Why what was taken cannot be read in this way. */
    default Optional<String> unreadable() {
        return Optional.empty();
    }

    /** Octets as they are, but for single zeros between them: text in UTF-16 or UTF-32 becomes its ASCII, whatever the order. Of many zeros, one in four is a line's end. */
    final class Zeros implements Taker {

        private static final int BETWEEN = 3;
        private int zeros;

        @Override
        public void take(byte octet, Octets into) {
            zeros = octet == 0 ? zeros + 1 : 0;
            if (octet != 0) {
                into.write(octet);
            } else if (zeros > BETWEEN) {
                zeros = 0;
                into.write('\n');
            }
        }
    }

    /** Percent-encoding (WHATWG URL, application/x-www-form-urlencoded), then zeros. */
    final class Form implements Taker {

        private final Zeros zeros = new Zeros();
        /** How many octets of an escape there are. */
        private int escape;
        private byte high;

        @Override
        public void take(byte octet, Octets into) {
            if (escape == 2 && Hex.digit(octet) >= 0) {
                escape = 0;
                zeros.take((byte) (Hex.digit(high) << 4 | Hex.digit(octet)), into);
            } else if (escape == 1 && Hex.digit(octet) >= 0) {
                escape = 2;
                high = octet;
            } else {
                end(into);
                escape = octet == '%' ? 1 : 0;
                if (escape == 0) {
                    zeros.take(octet == '+' ? (byte) ' ' : octet, into);
                }
            }
        }

        @Override
        public void end(Octets into) {
            if (escape > 0) {
                zeros.take((byte) '%', into);
            }
            if (escape == 2) {
                zeros.take(high, into);
            }
            escape = 0;
        }
    }

    /** Nothing is taken off. */
    final class Plain implements Taker {

        @Override
        public void take(byte octet, Octets into) {
            into.write(octet);
        }
    }

    /** Base64 (RFC 2045 §6.8, RFC 4648 §5 too); what follows padding is read on. */
    final class Base64 implements Taker {

        private int bits;
        private int count;

        @Override
        public void take(byte octet, Octets into) {
            if (octet == '=') {
                count = 0;
                bits = 0;
                return;
            }
            int six = six(octet);
            if (six < 0) {
                return;
            }
            bits = (bits << 6 | six) & 0xffff;
            count += 6;
            if (count >= 8) {
                count -= 8;
                into.write(bits >> count);
            }
        }

        private static int six(byte octet) {
            if (octet >= 'A' && octet <= 'Z') {
                return octet - 'A';
            }
            if (octet >= 'a' && octet <= 'z') {
                return octet - 'a' + 26;
            }
            return octet >= '0' && octet <= '9' ? octet - '0' + 52 : octet == '+' || octet == '-' ? 62 : octet == '/' || octet == '_' ? 63 : -1;
        }
    }

    /** Quoted-printable (RFC 2045 §6.7); an equals sign that begins no escape is shown as it is. */
    final class QuotedPrintable implements Taker {

        private static final int PLAIN = 0;
        private static final int ESCAPE = 1;
        private static final int HIGH = 2;
        private static final int CARRIAGE = 3;

        private int state;
        private byte high;

        @Override
        public void take(byte octet, Octets into) {
            switch (state) {
                case ESCAPE -> escape(octet, into);
                case HIGH -> {
                    state = PLAIN;
                    if (Hex.digit(octet) >= 0) {
                        into.write(Hex.digit(high) << 4 | Hex.digit(octet));
                    } else {
                        into.write('=');
                        into.write(high);
                        plain(octet, into);
                    }
                }
                case CARRIAGE -> {
                    state = PLAIN;
                    if (octet != '\n') {
                        plain(octet, into);
                    }
                }
                default -> plain(octet, into);
            }
        }

        private void escape(byte octet, Octets into) {
            if (Hex.digit(octet) >= 0) {
                high = octet;
                state = HIGH;
            } else if (octet == '\r' || octet == '\n') {
                state = octet == '\r' ? CARRIAGE : PLAIN;
            } else if (octet != ' ' && octet != '\t') {
                into.write('=');
                state = PLAIN;
                plain(octet, into);
            }
        }

        private void plain(byte octet, Octets into) {
            if (octet == '=') {
                state = ESCAPE;
            } else {
                into.write(octet);
            }
        }

        @Override
        public void end(Octets into) {
            if (state == ESCAPE || state == HIGH) {
                into.write('=');
            }
            if (state == HIGH) {
                into.write(high);
            }
            state = PLAIN;
        }
    }
}
