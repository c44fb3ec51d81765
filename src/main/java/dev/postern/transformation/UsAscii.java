package dev.postern.transformation;

import java.util.Arrays;

/**
 * The best fit of US-ASCII, code page 20127: letters without their marks, straight quotes for curved ones, full-width forms as what they stand for. It is what
 * {@code SecUnicodeMapFile unicode.mapping 20127}, the line of ModSecurity's recommended configuration, loads; kept here so that a rule set can be run without the file.
 */
final class UsAscii {

    /** An octet, and the characters that become it. */
    private static final String[] FITS = {
            " \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006",
            "!\u00a1",
            "\"\u02ba\u030e\u201c\u201d\u201e",
            "$\u00a4",
            "'\u02b9\u02bc\u02c8\u2018\u2019\u2032",
            ",\u00b8\u201a",
            "-\u00ad\u2010\u2011\u2013\u2014",
            ".\u00b7\u2022\u2026",
            "1\u00b9",
            "2\u00b2",
            "3\u00b3",
            "<\u00ab\u2039",
            ">\u00bb\u203a",
            "AÀÁÂÃÄÅÆĀĂĄǍǞ",
            "C\u00a9ÇĆĈĊČ",
            "DÐĎĐƉ",
            "EÈÉÊËĒĔĖĘĚ",
            "FƑ",
            "GĜĞĠĢǤǦ",
            "HĤĦ",
            "IÌÍÎÏĨĪĬĮİƗǏ",
            "JĴ",
            "KĶǨ",
            "LĹĻĽŁ",
            "NÑŃŅŇ",
            "OÒÓÔÕÖØŌŎŐŒƟƠǑǪǬ",
            "R\u00aeŔŖŘ",
            "SŚŜŞŠ",
            "TŢŤŦƮ\u2122",
            "UÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛ",
            "WŴ",
            "Y\u00a5ÝŶŸ",
            "ZŹŻŽ",
            "^\u02c4\u02c6\u0302",
            "_\u02cd\u0331\u0332",
            "`\u02cb\u0300\u2035",
            "aªàáâãäåæāăąǎǟ",
            "bƀ",
            "c\u00a2çćĉċč",
            "dďđ",
            "eèéêëēĕėęě",
            "fƒ",
            "gĝğġģǥǧɡ",
            "hĥħ",
            "iìíîïĩīĭįıǐ",
            "jĵǰ",
            "kķǩ",
            "lĺļľłƚ",
            "nñńņň",
            "oºòóôõöøōŏőœơǒǫǭ",
            "rŕŗř",
            "sśŝşš",
            "tţťŧƫ",
            "uùúûüũūŭůűųưǔǖǘǚǜ",
            "wŵ",
            "yýÿŷ",
            "zżžƶ",
            "|\u00a6",
            "~\u02dc\u0303"};

    private UsAscii() {}

    static short[] octets() {
        short[] octets = new short[0x10000];
        Arrays.fill(octets, (short) UnicodeMap.NONE);
        for (int fullWidth = 0xff01; fullWidth < 0xff5f; fullWidth++) {
            octets[fullWidth] = (short) (fullWidth - 0xff00 + 0x20);
        }
        for (String fit : FITS) {
            for (int i = 1; i < fit.length(); i++) {
                octets[fit.charAt(i)] = (short) fit.charAt(0);
            }
        }
        return octets;
    }
}
