package dev.postern.body;

import java.util.Arrays;

/**
 * Reads {@code application/x-www-form-urlencoded} bodies and query strings as ModSecurity 2.9 does: {@code &} separates, the first {@code =} ends the name, an empty piece between
 * two separators is an argument with neither name nor value, {@code +} is a space, a percent sign that no two hexadecimal digits follow stands for itself and is counted.
 * Linear in the length; any thread.
 */
public final class UrlEncoded {

    private final byte[] in;
    private int invalidEscapes;

    private UrlEncoded(byte[] in) {
        this.in = in;
    }

    /** Errors: more arguments than the bounds allow. */
    public static FormBody parse(byte[] text, Bounds bounds) {
        return new UrlEncoded(text).parse(new ArgumentList(bounds.arguments()));
    }

    /** The octets without an escape that a cut goes through, which would look like one that is none. */
    public static byte[] complete(Received text) {
        byte[] octets = text.octets();
        int end = octets.length;
        if (!text.isCut() || end == 0) {
            return octets;
        }
        if (octets[end - 1] == '%') {
            return Arrays.copyOf(octets, end - 1);
        }
        boolean escape = end > 1 && octets[end - 2] == '%' && Octets.hex(octets[end - 1]) >= 0;
        return escape ? Arrays.copyOf(octets, end - 2) : octets;
    }

    private FormBody parse(ArgumentList arguments) {
        int at = 0;
        boolean room = true;
        while (at < in.length && room) {
            int end = Octets.indexOf(in, (byte) '&', at, in.length);
            int equals = Octets.indexOf(in, (byte) '=', at, end);
            room = arguments.add(decoded(at, equals), decoded(Math.min(equals + 1, end), end));
            at = end + 1;
        }
        return new FormBody(arguments.list(), arguments.error(), invalidEscapes);
    }

    private byte[] decoded(int from, int to) {
        int plain = from;
        while (plain < to && in[plain] != '%' && in[plain] != '+') {
            plain++;
        }
        byte[] out = Arrays.copyOfRange(in, from, to);
        return plain == to ? out : Arrays.copyOf(out, unescape(out, plain - from));
    }

    /** In place, from the first octet that stands for another; returns the new length. */
    private int unescape(byte[] out, int from) {
        int length = from;
        for (int at = from; at < out.length; at++) {
            byte octet = out[at];
            if (octet == '%' && escaped(out, at) >= 0) {
                octet = (byte) escaped(out, at);
                at += 2;
            } else if (octet == '%') {
                invalidEscapes++;
            } else if (octet == '+') {
                octet = ' ';
            }
            out[length++] = octet;
        }
        return length;
    }

    /** The octet that the percent sign and two digits stand for, or −1. */
    private static int escaped(byte[] text, int at) {
        if (text.length - at < 3) {
            return -1;
        }
        int high = Octets.hex(text[at + 1]);
        int low = Octets.hex(text[at + 2]);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
