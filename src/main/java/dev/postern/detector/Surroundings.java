package dev.postern.detector;

import dev.postern.detect.Candidate;
import java.util.List;

/** What stands directly beside a candidate, where that says it is a piece of something else. */
final class Surroundings {

    private static final int MOST_NAME_OCTETS = 48;
    private static final List<String> ID_ENDINGS = List.of("id", "ids", "uuid", "guid", "traceid", "spanid", "requestid", "sessionid", "userid", "orderid", "trace", "span", "hash", "nonce", "seq",
            "sequence", "offset", "timestamp", "ts", "time", "ns", "nanos", "micros", "cursor", "etag", "digest", "checksum", "sha", "version", "revision", "seed", "sku", "ean", "upc", "gtin");

    private Surroundings() {}

    static boolean digit(int octet) {
        return octet >= '0' && octet <= '9';
    }

    static boolean hex(int octet) {
        return digit(octet) || octet >= 'a' && octet <= 'f' || octet >= 'A' && octet <= 'F';
    }

    static boolean letter(int octet) {
        return (octet | 32) >= 'a' && (octet | 32) <= 'z';
    }

    static boolean word(int octet) {
        return letter(octet) || digit(octet) || octet == '_';
    }

    /** A fraction, a version, a piece of a UUID, of a grouped number: a mark that joins, with a letter or digit beyond it. */
    static boolean joinedBefore(Candidate candidate) {
        return joins(candidate.before(), candidate.before(2));
    }

    /** As {@link #joined}, but a label before it, as in {@code ssn-856-45-6789}, is no part of it. */
    static boolean piece(Candidate candidate) {
        return joinedAfter(candidate) || joinedBefore(candidate) && !labelled(candidate);
    }

    /** A word of letters alone and a dash. */
    private static boolean labelled(Candidate candidate) {
        int at = 2;
        while (at < MOST_NAME_OCTETS && letter(candidate.before(at))) {
            at++;
        }
        return candidate.before() == '-' && at > 3 && !word(candidate.before(at)) && "-.+".indexOf(candidate.before(at)) < 0;
    }

    static boolean joinedAfter(Candidate candidate) {
        return joins(candidate.after(), candidate.after(2));
    }

    static boolean joined(Candidate candidate) {
        return joinedBefore(candidate) || joinedAfter(candidate);
    }

    private static boolean joins(int mark, int beyond) {
        return (mark == '-' || mark == '.' || mark == '+') && word(beyond);
    }

    /** The digits behind a decimal point. */
    static boolean fraction(Candidate candidate) {
        return candidate.before() == '.' && digit(candidate.before(2));
    }

    /** Whether every digit is the first one again. */
    static boolean oneDigit(Candidate candidate) {
        int first = -1;
        for (int i = 0; i < candidate.length(); i++) {
            int octet = candidate.at(i);
            if (digit(octet)) {
                if (first >= 0 && octet != first) {
                    return false;
                }
                first = octet;
            }
        }
        return true;
    }

    /** Digits a space away: a piece of a longer grouped number, or of a table. */
    static boolean digitsBeside(Candidate candidate) {
        return candidate.before() == ' ' && digit(candidate.before(2)) || candidate.after() == ' ' && digit(candidate.after(2));
    }

    /**
     * Whether the field it stands in calls itself an identifier: {@code "trace_id": "…"}, {@code requestId=…}. Numbers drawn at random live there, and one of ten passes a check digit.
     */
    static boolean inFieldOfIds(Candidate candidate) {
        int at = 1;
        while (at < 6 && " \t\"':=\\".indexOf(candidate.before(at)) >= 0) {
            at++;
        }
        int nearest = at;
        int length = nameLength(candidate, nearest);
        return at > 1 && ID_ENDINGS.stream().anyMatch(ending -> endsWith(candidate, nearest, length, ending));
    }

    private static int nameLength(Candidate candidate, int nearest) {
        int length = 0;
        while (length < MOST_NAME_OCTETS && (word(candidate.before(nearest + length)) || candidate.before(nearest + length) == '-')) {
            length++;
        }
        return length;
    }

    /** The name lies backwards before the candidate: its last octet nearest. */
    private static boolean endsWith(Candidate candidate, int nearest, int length, String ending) {
        if (ending.length() > length) {
            return false;
        }
        for (int i = 0; i < ending.length(); i++) {
            if ((candidate.before(nearest + i) | 32) != ending.charAt(ending.length() - 1 - i)) {
                return false;
            }
        }
        int beyond = candidate.before(nearest + ending.length());
        boolean capital = candidate.before(nearest + ending.length() - 1) <= 'Z';
        return !letter(beyond) || capital && beyond >= 'a';
    }
}
