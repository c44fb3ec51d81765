package dev.postern.injection;

/** Names as old browsers read them: in any case, zero octets passed over. */
final class HtmlName {

    /** Longer than every name of interest. */
    private static final int MOST = 16;

    private HtmlName() {}

    /** In capitals, without zero octets; a name that is too long to be of interest comes out cut, and so still is none. */
    static String of(byte[] in, int from, int to) {
        StringBuilder name = new StringBuilder(MOST);
        for (int at = from; at < to && name.length() < MOST; at++) {
            if (in[at] != 0) {
                name.append((char) (SqlToken.upper(in[at]) & 0xff));
            }
        }
        return name.toString();
    }

    /** Whether it begins with this, capitals given; zero octets are not passed over here. */
    static boolean begins(byte[] in, int from, int to, String capitals) {
        if (to - from < capitals.length()) {
            return false;
        }
        for (int i = 0; i < capitals.length(); i++) {
            if (SqlToken.upper(in[from + i]) != capitals.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
