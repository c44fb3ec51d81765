package dev.postern.body;

/** Which characters may stand where (XML 1.0, fifth edition, §2.2 and §2.3). */
final class XmlCharacters {

    /** First and last of each range beyond ASCII that may begin a name. */
    private static final int[] NAME_START = {0xc0, 0xd6, 0xd8, 0xf6, 0xf8, 0x2ff, 0x370, 0x37d, 0x37f, 0x1fff, 0x200c, 0x200d, 0x2070, 0x218f, 0x2c00, 0x2fef, 0x3001, 0xd7ff,
        0xf900, 0xfdcf, 0xfdf0, 0xfffd, 0x10000, 0xeffff};

    private XmlCharacters() {}

    static boolean isAllowed(int c) {
        return c >= 0x20 && c < 0xd800 || c == '\t' || c == '\n' || c == '\r' || c >= 0xe000 && c < 0xfffe || c >= 0x10000 && c <= 0x10ffff;
    }

    static boolean beginsName(int c) {
        if (c < 0x80) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':';
        }
        for (int i = 0; i < NAME_START.length; i += 2) {
            if (c <= NAME_START[i + 1]) {
                return c >= NAME_START[i];
            }
        }
        return false;
    }

    static boolean continuesName(int c) {
        return beginsName(c) || c >= '0' && c <= '9' || c == '-' || c == '.' || c == 0xb7 || c >= 0x300 && c <= 0x36f || c == 0x203f || c == 0x2040;
    }

    static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t';
    }
}
