package dev.postern.office;

import java.io.IOException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.fontbox.cmap.CMap;
import org.apache.fontbox.cmap.CMapParser;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.encoding.DictionaryEncoding;
import org.apache.pdfbox.pdmodel.font.encoding.Encoding;
import org.apache.pdfbox.pdmodel.font.encoding.StandardEncoding;
import org.apache.pdfbox.pdmodel.font.encoding.SymbolEncoding;
import org.apache.pdfbox.pdmodel.font.encoding.WinAnsiEncoding;
import org.apache.pdfbox.pdmodel.font.encoding.ZapfDingbatsEncoding;

/** The fonts of one PDF as far as characters go (ISO 32000-1 §9.6 to §9.10): which codes are which characters, and how wide they are. Each is looked at once. */
final class PdfFonts {

    /** Of all character maps of a document together; in memory they are some twenty times that. */
    private static final int MOST_MAP_BYTES = 8 << 20;

    /** Those that are named and not given: some megabytes each in memory. */
    private static final int MOST_NAMED_MAPS = 8;

    private static final Set<String> COLLECTIONS = Set.of("Adobe-Japan1", "Adobe-GB1", "Adobe-CNS1", "Adobe-Korea1");

    private final Reading reading;
    private final Map<COSDictionary, PdfFont> known = new IdentityHashMap<>();
    private final Map<String, Optional<CMap>> named = new HashMap<>();
    private int mapBytes;

    PdfFonts(Reading reading) {
        this.reading = reading;
    }

    PdfFont of(COSDictionary font) {
        PdfFont made = known.get(font);
        if (made == null) {
            made = make(font);
            known.put(font, made);
        }
        return made;
    }

    private PdfFont make(COSDictionary font) {
        reading.look();
        Optional<CMap> unicode = map(font.getDictionaryObject(COSName.TO_UNICODE));
        if (COSName.TYPE0.equals(font.getCOSName(COSName.SUBTYPE))) {
            return composite(font, unicode);
        }
        return PdfFont.simple(unicode, encoding(font), PdfWidths.simple(font));
    }

    private PdfFont composite(COSDictionary font, Optional<CMap> unicode) {
        COSBase encoding = font.getDictionaryObject(COSName.ENCODING);
        Optional<CMap> codes = encoding instanceof COSName name ? predefined(name.getName()) : map(encoding);
        COSDictionary descendant = font.getDictionaryObject(COSName.DESCENDANT_FONTS) instanceof COSArray fonts && fonts.size() > 0 && fonts.getObject(0) instanceof COSDictionary first ? first
                : new COSDictionary();
        return PdfFont.composite(unicode, codes, collection(descendant), PdfWidths.composite(descendant, reading));
    }

    /** What the characters of the collections of Adobe are in Unicode. */
    private Optional<CMap> collection(COSDictionary descendant) {
        COSDictionary info = descendant.getCOSDictionary(COSName.CIDSYSTEMINFO);
        String name = info == null ? "" : info.getString(COSName.REGISTRY, "") + "-" + info.getString(COSName.ORDERING, "");
        return COLLECTIONS.contains(name) ? predefined(name + "-UCS2") : Optional.empty();
    }

    /** Beyond the bound none is known, so that what is shown in them counts as unmapped. */
    private Optional<CMap> predefined(String name) {
        boolean plain = name.length() < 100 && name.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || c == '-'));
        if (!named.containsKey(name) && (!plain || named.size() == MOST_NAMED_MAPS)) {
            return Optional.empty();
        }
        return named.computeIfAbsent(name, PdfFonts::load);
    }

    private static Optional<CMap> load(String name) {
        try {
            return Optional.of(new CMapParser().parsePredefined(name));
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    private Optional<CMap> map(COSBase stream) {
        if (!(stream instanceof COSStream coded)) {
            return Optional.empty();
        }
        byte[] content = PdfStream.content(coded, reading);
        mapBytes += content.length;
        if (mapBytes > MOST_MAP_BYTES) {
            throw new Stop(Unreadable.TOO_LARGE);
        }
        try {
            return Optional.of(new CMapParser().parse(new RandomAccessReadBuffer(content)));
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    private static Encoding encoding(COSDictionary font) {
        Encoding builtIn = builtIn(font);
        COSBase encoding = font.getDictionaryObject(COSName.ENCODING);
        if (encoding instanceof COSName name) {
            Encoding named = Encoding.getInstance(name);
            return named == null ? builtIn : named;
        }
        return encoding instanceof COSDictionary differences ? new DictionaryEncoding(differences, true, builtIn) : builtIn;
    }

    private static Encoding builtIn(COSDictionary font) {
        String name = font.getNameAsString(COSName.BASE_FONT, "");
        if (name.endsWith("Symbol")) {
            return SymbolEncoding.INSTANCE;
        }
        if (name.endsWith("ZapfDingbats")) {
            return ZapfDingbatsEncoding.INSTANCE;
        }
        return COSName.TRUE_TYPE.equals(font.getCOSName(COSName.SUBTYPE)) ? WinAnsiEncoding.INSTANCE : StandardEncoding.INSTANCE;
    }
}
