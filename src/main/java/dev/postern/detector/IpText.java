package dev.postern.detector;

import java.util.stream.IntStream;

/** Whether text is an address, without zone and prefix (RFC 4291 §2.2). */
final class IpText {

    private static final int GROUPS = 8;
    private static final int MOST_GROUP_DIGITS = 4;

    private IpText() {}

    static boolean isVersion4(String text) {
        int numbers = 0;
        int at = 0;
        while (at <= text.length()) {
            int dot = text.indexOf('.', at);
            int end = dot < 0 ? text.length() : dot;
            if (end == at || end - at > 3 || !text.substring(at, end).chars().allMatch(Surroundings::digit) || Integer.parseInt(text, at, end, 10) > 255) {
                return false;
            }
            numbers++;
            at = end + 1;
        }
        return numbers == 4;
    }

    static boolean isVersion6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text) == GROUPS && !pairs(text);
        }
        int before = groups(text.substring(0, gap));
        int behind = groups(text.substring(gap + 2));
        return before >= 0 && text.lastIndexOf('.', gap) < 0 && behind >= 0 && before + behind < GROUPS;
    }

    /** EUI-64 is written so. */
    private static boolean pairs(String text) {
        return text.length() == GROUPS * 3 - 1 && IntStream.range(0, text.length()).allMatch(i -> text.charAt(i) == ':' == (i % 3 == 2));
    }

    /** How many there are, −1 when one is none; a version 4 address at the end is two. */
    private static int groups(String text) {
        int groups = 0;
        int at = 0;
        while (!text.isEmpty() && at <= text.length()) {
            int colon = text.indexOf(':', at);
            int end = colon < 0 ? text.length() : colon;
            String group = text.substring(at, end);
            if (colon < 0 && group.indexOf('.') >= 0) {
                return isVersion4(group) ? groups + 2 : -1;
            }
            if (group.isEmpty() || group.length() > MOST_GROUP_DIGITS || !group.chars().allMatch(Surroundings::hex)) {
                return -1;
            }
            groups++;
            at = end + 1;
        }
        return groups;
    }
}
