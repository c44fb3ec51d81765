package dev.postern.office;

import java.util.List;

/** What a document is, by its first octets, a zip file also by its last: never by its name or declared type. */
enum Kind {
    PDF, ZIP, GZIP,
    /** OLE2: Office before 2007, or a later one that is encrypted. */
    COMPOUND,
    /** An archive or compressed file that is not read. */
    OTHER_CONTAINER,
    RTF, TEXT, BINARY;

    private static final int PDF_WITHIN = 1_024;
    private static final int LOOK = 4_096;
    private static final int END = 22;
    /** With the longest comment. */
    private static final int MOST_END = END + 0xffff;
    private static final List<String> CONTAINERS = List.of("7z\u00bc\u00af'\u001c", "Rar!\u001a\u0007", "BZh", "\u00fd7zXZ\0", "(\u00b5/\u00fd", "MSCF", "!<arch>\n", "\4\"M\30", "LZIP");

    /** Pictures, sounds and fonts, by their first octets. */
    private static final List<String> MEDIA = List.of("\u0089PNG", "\u00ff\u00d8\u00ff", "GIF8", "RIFF", "BM", "II*\0", "MM\0*", "OggS", "ID3", "\u00ff\u00fb", "wOFF", "wOF2", "OTTO", "\0\1\0\0",
            "\1\0\0\0", "\u00d7\u00cd\u00c6\u009a");

    static boolean isMedia(byte[] document) {
        return MEDIA.stream().anyMatch(magic -> Octets.startsWith(document, 0, magic)) || Octets.startsWith(document, 4, "ftyp");
    }

    static Kind of(byte[] document) {
        Kind begins = beginning(document);
        return (begins == TEXT || begins == BINARY || begins == RTF) && endsLikeZip(document) ? ZIP : begins;
    }

    /** By the first octets alone. */
    static Kind beginning(byte[] document) {
        if (Octets.startsWith(document, 0, "PK\u0003\u0004") || Octets.startsWith(document, 0, "PK\u0005\u0006") || Octets.startsWith(document, 0, "PK\u0007\u0008PK")) {
            return ZIP;
        }
        if (Octets.indexOf(document, 0, PDF_WITHIN, "%PDF-") >= 0) {
            return PDF;
        }
        if (Octets.startsWith(document, 0, "\u001f\u008b\u0008")) {
            return GZIP;
        }
        if (Octets.startsWith(document, 0, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) {
            return COMPOUND;
        }
        if (CONTAINERS.stream().anyMatch(magic -> Octets.startsWith(document, 0, magic)) || Octets.startsWith(document, 257, "ustar")) {
            return OTHER_CONTAINER;
        }
        return Octets.startsWith(document, 0, "{\\rtf") ? RTF : isText(document) ? TEXT : BINARY;
    }

    /** Readers of zip files look from the end: what stands before one does not matter to them. It takes a record of the end and one of the directory. */
    private static boolean endsLikeZip(byte[] document) {
        int from = Math.max(0, document.length - MOST_END);
        return Octets.indexOf(document, from, document.length, "PK\5\6") >= 0 && Octets.indexOf(document, 0, document.length, "PK\1\2") >= 0;
    }

    /** Whether a zip file's record of the end reaches to the end exactly. */
    static boolean endsWithZip(byte[] document) {
        for (int at = document.length - END; at >= Math.max(0, document.length - MOST_END); at--) {
            if (Octets.startsWith(document, at, "PK\5\6") && at + END + Octets.half(document, at + 20) == document.length) {
                return true;
            }
        }
        return false;
    }

    private static boolean isText(byte[] document) {
        if (Octets.startsWith(document, 0, "\u00ff\u00fe") || Octets.startsWith(document, 0, "\u00fe\u00ff")) {
            return true;
        }
        int controls = 0;
        int looked = Math.min(LOOK, document.length);
        for (int at = 0; at < looked; at++) {
            int octet = document[at];
            if (octet == 0) {
                return false;
            }
            controls += octet >= 0 && octet < ' ' && octet != '\n' && octet != '\r' && octet != '\t' && octet != '\f' ? 1 : 0;
        }
        return controls * 50 <= looked;
    }
}
