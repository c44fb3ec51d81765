package dev.postern.automaton;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/** Texts and patterns of the tests: a character is an octet. */
final class Octets {

    private Octets() {}

    static byte[] of(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    /** By letter: i, s, m, and E for a dollar that means the end. */
    static Set<BytePattern.Flag> flags(String letters) {
        Set<BytePattern.Flag> flags = EnumSet.noneOf(BytePattern.Flag.class);
        letters.chars().forEach(letter -> flags.add(switch (letter) {
            case 'i' -> BytePattern.Flag.CASE_INSENSITIVE;
            case 's' -> BytePattern.Flag.DOT_ALL;
            case 'm' -> BytePattern.Flag.MULTI_LINE;
            default -> BytePattern.Flag.DOLLAR_END_ONLY;
        }));
        return flags;
    }

    /** Where the leftmost match begins, found by following all ways from each place; negative if there is none. */
    static int leftmost(Program program, byte[] in) {
        CaptureSearch search = new CaptureSearch(program);
        int at = 0;
        while (at <= in.length && search.at(in, at)[0] < 0) {
            at++;
        }
        return at > in.length ? -1 : at;
    }

    /** That may work out so many steps, and keep a few states. */
    static Continuations continuations(Program program, int steps) {
        Alphabet alphabet = new Alphabet(program);
        Followers followers = new Followers(program, alphabet, new Takers(program, alphabet), Restart.of(program, alphabet, 1).looksBehindFor());
        return new Continuations(followers, new Learning(System.nanoTime(), steps, Long.MAX_VALUE), 4_000);
    }

    static BytePattern pattern(String pattern) {
        return BytePattern.compile(pattern, Set.of());
    }
}
