package dev.postern.office;

import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;

/** How far characters reach, in thousandths of the font's size (ISO 32000-1 §9.2.4, §9.7.4.3); a guess where the font does not say. */
final class PdfWidths {

    private static final double GUESS = 500;
    private static final int MOST = 1 << 16;

    private final Map<Integer, Double> widths = new HashMap<>();
    private final double otherwise;

    private PdfWidths(double otherwise) {
        this.otherwise = otherwise;
    }

    double of(int code) {
        return widths.getOrDefault(code, otherwise);
    }

    static PdfWidths simple(COSDictionary font) {
        PdfWidths made = new PdfWidths(GUESS);
        int first = font.getInt(COSName.FIRST_CHAR, 0);
        if (font.getDictionaryObject(COSName.WIDTHS) instanceof COSArray given) {
            for (int i = 0; i < Math.min(given.size(), 256); i++) {
                made.put(first + i, given.getObject(i));
            }
        }
        return made;
    }

    static PdfWidths composite(COSDictionary font, Reading reading) {
        PdfWidths made = new PdfWidths(font.getInt(COSName.DW, 1_000));
        if (font.getDictionaryObject(COSName.W) instanceof COSArray given) {
            int at = 0;
            while (at + 1 < given.size() && made.widths.size() < MOST) {
                reading.step();
                int first = given.getObject(at) instanceof COSNumber number ? number.intValue() : 0;
                if (given.getObject(at + 1) instanceof COSArray each) {
                    for (int i = 0; i < each.size() && made.widths.size() < MOST; i++) {
                        made.put(first + i, each.getObject(i));
                    }
                    at += 2;
                } else {
                    int last = given.getObject(at + 1) instanceof COSNumber number ? Math.min(number.intValue(), MOST) : 0;
                    for (int code = Math.max(0, first); at + 2 < given.size() && code <= last; code++) {
                        reading.step();
                        made.put(code, given.getObject(at + 2));
                    }
                    at += 3;
                }
            }
        }
        return made;
    }

    private void put(int code, COSBase width) {
        if (width instanceof COSNumber number) {
            widths.put(code, (double) number.floatValue());
        }
    }
}
