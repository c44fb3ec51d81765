package dev.postern.office;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;

/** How far characters reach, in thousandths of the font's size (ISO 32000-1 §9.2.4, §9.7.4.3); a guess where the font does not say. */
final class PdfWidths {

    private static final double GUESS = 500;
    private static final int MOST_TOGETHER = 1 << 16;

    private final Map<Integer, Double> each = new HashMap<>();
    private final NavigableMap<Integer, Range> ranges = new TreeMap<>();
    private final double otherwise;

    private record Range(int last, double width) {}

    private PdfWidths(double otherwise) {
        this.otherwise = otherwise;
    }

    double of(int code) {
        Double own = each.get(code);
        if (own != null) {
            return own;
        }
        Map.Entry<Integer, Range> range = ranges.floorEntry(code);
        return range != null && code <= range.getValue().last() ? range.getValue().width() : otherwise;
    }

    static PdfWidths simple(COSDictionary font) {
        PdfWidths made = new PdfWidths(GUESS);
        if (font.getDictionaryObject(COSName.WIDTHS) instanceof COSArray given) {
            made.put(font.getInt(COSName.FIRST_CHAR, 0), given);
        }
        return made;
    }

    static PdfWidths composite(COSDictionary font, Reading reading) {
        PdfWidths made = new PdfWidths(font.getInt(COSName.DW, 1_000));
        if (font.getDictionaryObject(COSName.W) instanceof COSArray given) {
            for (int at = 0; at + 1 < given.size();) {
                reading.step();
                if (given.getObject(at + 1) instanceof COSArray some) {
                    made.put((int) number(given.getObject(at)), some);
                    at += 2;
                } else {
                    if (at + 2 < given.size()) {
                        made.ranges.put((int) number(given.getObject(at)), new Range((int) number(given.getObject(at + 1)), number(given.getObject(at + 2))));
                    }
                    at += 3;
                }
            }
        }
        return made;
    }

    private void put(int first, COSArray some) {
        for (int i = 0; i < Math.min(some.size(), MOST_TOGETHER); i++) {
            each.put(first + i, number(some.getObject(i)));
        }
    }

    private static double number(COSBase object) {
        return object instanceof COSNumber number ? number.floatValue() : 0;
    }
}
