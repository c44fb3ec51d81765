package dev.postern.office;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.fontbox.cmap.CMap;
import org.apache.pdfbox.pdmodel.font.encoding.Encoding;
import org.apache.pdfbox.pdmodel.font.encoding.GlyphList;

/** Reads strings that are shown in one font. */
final class PdfFont {

    private final Optional<CMap> unicode;
    private final Optional<CMap> codes;
    private final Optional<CMap> collection;
    private final Optional<Encoding> encoding;
    private final PdfWidths widths;

    private PdfFont(Optional<CMap> unicode, Optional<CMap> codes, Optional<CMap> collection, Optional<Encoding> encoding, PdfWidths widths) {
        this.unicode = unicode;
        this.codes = codes;
        this.collection = collection;
        this.encoding = encoding;
        this.widths = widths;
    }

    static PdfFont simple(Optional<CMap> unicode, Encoding encoding, PdfWidths widths) {
        return new PdfFont(unicode, Optional.empty(), Optional.empty(), Optional.of(encoding), widths);
    }

    static PdfFont composite(Optional<CMap> unicode, Optional<CMap> codes, Optional<CMap> collection, PdfWidths widths) {
        return new PdfFont(unicode, codes, collection, Optional.empty(), widths);
    }

    /** Hears the characters of a string. */
    interface Characters {
        /**
         * @param text  empty when nothing says what character it is
         * @param width in thousandths of the font's size
         */
        void character(String text, double width, boolean blank);
    }

    void read(byte[] string, Characters to) {
        if (encoding.isPresent()) {
            for (byte octet : string) {
                int code = octet & 0xff;
                to.character(simple(code, encoding.get()), widths.of(code), code == ' ');
            }
            return;
        }
        ByteArrayInputStream in = new ByteArrayInputStream(string);
        while (in.available() > 0) {
            int before = in.available();
            int code = next(in);
            int length = before - in.available();
            int cid = codes.isEmpty() || !codes.get().hasCIDMappings() ? code : codes.get().toCID(code, length);
            to.character(composite(code, length, cid), widths.of(cid), length == 1 && code == ' ');
        }
    }

    private int next(ByteArrayInputStream in) {
        if (codes.isPresent()) {
            try {
                return codes.get().readCode(in);
            } catch (IOException cutShort) {
                throw new Stop(Unreadable.BROKEN);
            }
        }
        int high = in.read();
        int low = in.read();
        return low < 0 ? high : high << 8 | low;
    }

    private String simple(int code, Encoding names) {
        String mapped = unicode.map(map -> map.toUnicode(code, 1)).orElse(null);
        if (mapped != null) {
            return mapped;
        }
        String name = names.getName(code);
        String character = name == null ? null : GlyphList.getAdobeGlyphList().toUnicode(name);
        if (character == null && name != null) {
            character = GlyphList.getZapfDingbats().toUnicode(name);
        }
        return character != null ? character : "";
    }

    private String composite(int code, int length, int cid) {
        String mapped = unicode.map(map -> map.toUnicode(code, length)).orElse(null);
        if (mapped == null) {
            mapped = collection.map(map -> map.toUnicode(cid, 2)).orElse(null);
        }
        return mapped != null ? mapped : "";
    }
}
