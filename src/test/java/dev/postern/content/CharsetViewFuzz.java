package dev.postern.content;

import java.util.Arrays;

/** The first octet says which character set. */
public final class CharsetViewFuzz {

    private static final String[] SETS = {"utf-8", "utf-16be", "utf-16le", "utf-32be", "utf-32le", "windows-1252", "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr"};

    private CharsetViewFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length > 0) {
            Promises.hold("application/json; charset=" + SETS[(data[0] & 0xff) % SETS.length], Arrays.copyOfRange(data, 1, data.length));
        }
    }
}
