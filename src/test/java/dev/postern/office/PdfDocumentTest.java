package dev.postern.office;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PdfDocumentTest {

    private static Extracted read(byte[] file) {
        return TextExtractor.extract(file, Limits.DEFAULT);
    }

    private static String flate(String content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(out)) {
            deflate.write(content.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void pagesAreReadInOrderWithTheirPlaces() throws IOException {
        byte[] file = Made.pdf("Card 4111 1111 1111 1111\nIBAN DE89 3704 0044 0532 0130 00", "second page");
        for (byte[] each : new byte[][] {file, saved(file, CompressParameters.NO_COMPRESSION), saved(file, CompressParameters.DEFAULT_COMPRESSION)}) {
            Extracted read = read(each);
            assertEquals("Card 4111 1111 1111 1111\nIBAN DE89 3704 0044 0532 0130 00\nsecond page\n", read.text());
            assertEquals(Set.of(), read.gaps());
            assertEquals("page 1", read.placeAt(read.text().indexOf("4111")));
            assertEquals("page 2", read.placeAt(read.text().indexOf("second")));
        }
    }

    private static byte[] saved(byte[] file, CompressParameters how) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = Loader.loadPDF(file)) {
            document.save(out, how);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "BT /F1 10 Tf 10 10 Td (41) Tj (11) Tj ET | 4111",
        "BT /F1 10 Tf 10 10 Td [(41) -20 (11) 5 (22)] TJ ET | 411122",
        "BT /F1 10 Tf 10 10 Td [(41) -400 (11)] TJ ET | 41 11",
        "BT /F1 10 Tf 10 90 Td (a) Tj 0 -12 TD (b) Tj T* (c) Tj ET | a/b/c",
        "BT /F1 10 Tf 12 TL 10 90 Td (a) Tj T* (b) Tj 1 2 (c) \" ET | a/b/c",
        "BT /F1 10 Tf 1 0 0 1 10 10 Tm (41) Tj 1 0 0 1 20 10 Tm (11) Tj ET | 4111",
        "BT /F1 10 Tf 1 0 0 1 10 10 Tm (41) Tj 1 0 0 1 60 10 Tm (11) Tj ET | 41 11",
        "BT /F1 1 Tf 10 0 0 10 10 10 Tm (41) Tj 1 0 Td (11) Tj ET | 4111",
        "BT /F1 10 Tf 0 1 -1 0 50 50 Tm (up) Tj 0 1 -1 0 50 60 Tm (ward) Tj ET | upward",
        "q 2 0 0 2 0 0 cm BT /F1 10 Tf 5 5 Td (a) Tj ET Q BT /F1 10 Tf 20 10 Td (b) Tj ET | ab",
        "BT /F1 10 Tf <34313131> Tj (\\050x\\)) Tj ET | 4111(x)",
        "BT /F1 10 Tf (\\344\\200) Tj ET | ä€",
        "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI BT /F1 10 Tf (after) Tj ET | after"
    })
    void whatIsShownWhereMakesBlanksAndLines(String content, String expected) {
        Extracted read = read(Made.pdfShowing("", content));
        assertEquals(expected.replace('/', '\n') + "\n", read.text());
        assertEquals(Set.of(), read.gaps());
    }

    @Test
    void charactersAreMappedAsTheFontSays() {
        String map = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfchar <0001> <0034> <0002> <00660066> endbfchar "
                + "1 beginbfrange <0010> <0019> <0030> endbfrange endcmap end end";
        String font = "/Font<</F2 6 0 R>>";
        byte[] file = Made.pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Contents 4 0 R/Resources<<" + font + ">>>>",
                Made.stream("", "BT /F2 10 Tf <00010011001100110002> Tj ET"), "null",
                "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 7 0 R/DescendantFonts[8 0 R]>>", Made.stream("", map), "<</Type/Font/Subtype/CIDFontType2/W[1[500 500] 16 25 500]>>");
        assertEquals("4111ff\n", read(file).text());
        assertEquals(Set.of(), read(file).gaps());
        byte[] unmapped = new String(file, StandardCharsets.ISO_8859_1).replace("/ToUnicode", "/NoUnicode").getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(Set.of(Unreadable.UNMAPPED), read(unmapped).gaps());
        byte[] japanese = Made.pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Contents 4 0 R/Resources<<" + font + ">>>>",
                Made.stream("", "BT /F2 10 Tf <88ea> Tj ET"), "null", "<</Type/Font/Subtype/Type0/Encoding/90ms-RKSJ-H/DescendantFonts[7 0 R]>>",
                "<</Type/Font/Subtype/CIDFontType0/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>>>");
        assertEquals("一\n", read(japanese).text());
        Extracted differences = read(Made.pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
                Made.stream("", "BT /F1 10 Tf (AB) Tj ET"), "<</Type/Font/Subtype/Type1/Encoding<</Differences[65/four/g17]>>>>"));
        assertEquals("4\ufffd\n", differences.text());
        assertEquals(Set.of(Unreadable.UNMAPPED), differences.gaps());
    }

    @Test
    void formsNotesFieldsPropertiesAndAttachmentsAreRead() {
        byte[] file = Made.pdfOf("<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>/Names<</EmbeddedFiles<</Names[(a.txt) 8 0 R]>>>>>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Contents 4 0 R/Annots[<</Contents(a note)/A<</URI(http://eve.test/)>>>>]/Resources<</Font<</F1 5 0 R>>/XObject<</X 7 0 R>>>>>>",
                Made.stream("", "BT /F1 10 Tf 0 90 Td (page) Tj ET /X Do"), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", "<</V(a field)/Kids[6 0 R]>>",
                Made.stream("/Subtype/Form", "BT /F1 10 Tf (in a form) Tj ET /X Do"), "<</F(a.txt)/EF<</F 9 0 R>>>>", Made.stream("", "attached 4111111111111111"));
        Extracted read = read(file);
        for (String expected : new String[] {"page\nin a form\n", "a note\n", "http://eve.test/\n", "a field\n", "attached 4111111111111111\n"}) {
            assertTrue(read.text().contains(expected), expected + " in " + read.text());
        }
        assertEquals("a.txt", read.placeAt(read.text().indexOf("attached")));
        assertEquals(Set.of(Unreadable.TOO_DEEP), read.gaps()); // the form draws itself
    }

    @Test
    void encryptedOnesAreUnreadableWhateverTheirPassword() throws IOException {
        for (String user : new String[] {"", "secret"}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (PDDocument document = Loader.loadPDF(Made.pdf("secret"))) {
                StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", user, new AccessPermission());
                policy.setEncryptionKeyLength(128);
                document.protect(policy);
                document.save(out);
            }
            Extracted read = read(out.toByteArray());
            assertEquals(Set.of(Unreadable.ENCRYPTED), read.gaps());
            assertEquals("", read.text());
        }
    }

    @Test
    void tenThousandPagesAreTooMany() {
        StringBuilder kids = new StringBuilder();
        String[] objects = new String[10_002];
        for (int i = 0; i < 10_000; i++) {
            kids.append(i + 3).append(" 0 R ");
            objects[i + 2] = "<</Type/Page>>";
        }
        objects[0] = "<</Type/Catalog/Pages 2 0 R>>";
        objects[1] = "<</Type/Pages/Kids[" + kids + "]>>";
        assertEquals(Set.of(Unreadable.TOO_LARGE), read(Made.pdfOf(objects)).gaps());
    }

    @Test
    void cyclesEnd() {
        byte[] pages = Made.pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 3 0 R 3 0 R]/Parent 2 0 R>>", "<</Type/Pages/Kids[2 0 R 1 0 R]>>");
        assertFalse(read(pages).gaps().contains(Unreadable.TOO_SLOW));
        byte[] content = Made.pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]>>", "<</Type/Page/Contents 4 0 R>>", "4 0 R");
        assertFalse(read(content).gaps().contains(Unreadable.TOO_SLOW));
        byte[] length = Made.pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]>>", "<</Type/Page/Contents 4 0 R>>", "<</Length 4 0 R>>\nstream\nBT ET\nendstream");
        assertFalse(read(length).gaps().contains(Unreadable.TOO_SLOW));
    }

    @Test
    void bombsAreStopped() {
        String zeros = flate(flate("\0".repeat(100 << 20)));
        byte[] twice = Made.pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]>>", "<</Type/Page/Contents 4 0 R>>", Made.stream("/Filter[/FlateDecode/FlateDecode]", zeros));
        assertEquals(Set.of(Unreadable.EXPANDS), read(twice).gaps());
        assertEquals(Set.of(Unreadable.EXPANDS), read(packed("2 0 <</Type/Pages/Kids[]>>" + " ".repeat(100 << 20))).gaps());
        assertEquals(Set.of(Unreadable.BROKEN), read(packed("2 0 <</Type/Pages/Kids[]>>")).gaps()); // no pages
        byte[] laughing = Made.pdfShowing("/XObject<</A 6 0 R>>", "/A Do ".repeat(50), form("B", 7), form("C", 8), form("D", 9), form("E", 10), Made.stream("/Subtype/Form", "BT ET"));
        Extracted slow = TextExtractor.extract(laughing, new Limits(1 << 20, 1 << 30, 1 << 20, 1_000, 100, 2, Duration.ofSeconds(1)));
        assertTrue(slow.gaps().contains(Unreadable.TOO_SLOW) || slow.gaps().contains(Unreadable.EXPANDS), slow.gaps().toString());
        String map = "begincmap 1 begincodespacerange <00000000> <ffffffff> endcodespacerange 1 beginbfrange <00000000> <7fffffff> <0000> endbfrange endcmap";
        byte[] ranges = Made.pdfShowing("/Font<</F2 6 0 R>>", "BT /F2 1 Tf (aaaa) Tj ET", "<</Type/Font/Subtype/Type0/ToUnicode 7 0 R/Encoding 7 0 R>>", Made.stream("", map));
        assertFalse(read(ranges).gaps().contains(Unreadable.TOO_SLOW));
    }

    /** With object 2, the pages, in a stream of objects, and a table of places in a stream too. */
    private static byte[] packed(String objects) {
        String head = "%PDF-1.7\n";
        String catalog = "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n";
        String packed = "3 0 obj\n" + Made.stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", flate(objects)) + "\nendobj\n";
        int third = head.length() + catalog.length();
        int fourth = third + packed.length();
        StringBuilder table = new StringBuilder();
        for (int[] row : new int[][] {{0, 0, 0}, {1, head.length(), 0}, {2, 3, 0}, {1, third, 0}, {1, fourth, 0}}) {
            table.append((char) row[0]).append((char) (row[1] >> 16)).append((char) (row[1] >> 8 & 0xff)).append((char) (row[1] & 0xff)).append((char) row[2]);
        }
        String places = "4 0 obj\n" + Made.stream("/Type/XRef/Size 5/W[1 3 1]/Root 1 0 R", table.toString()) + "\nendobj\n";
        return (head + catalog + packed + places + "startxref\n" + fourth + "\n%%EOF\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void manyFontsTakeNoMoreThanTheirShare() {
        StringBuilder fonts = new StringBuilder();
        StringBuilder shown = new StringBuilder("BT ");
        String[] objects = new String[404];
        for (int i = 0; i < 400; i++) {
            fonts.append("/A").append(i).append(' ').append(i + 5).append(" 0 R");
            shown.append("/A").append(i).append(" 1 Tf <88ea> Tj ");
            objects[i + 4] = "<</Type/Font/Subtype/Type0/Encoding/" + (i % 2 == 0 ? "90ms-RKSJ-H" : "x" + i) + "/DescendantFonts[<</W[0 65535 9 0 65535 8]/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)>>>>]>>";
        }
        objects[0] = "<</Type/Catalog/Pages 2 0 R>>";
        objects[1] = "<</Type/Pages/Kids[3 0 R]>>";
        objects[2] = "<</Type/Page/Contents 4 0 R/Resources<</Font<<" + fonts + ">>>>>>";
        objects[3] = Made.stream("", shown.toString());
        Extracted read = read(Made.pdfOf(objects));
        assertEquals(200, read.text().chars().filter(c -> c == '一').count());
        String map = "begincmap 1 begincodespacerange <00> <ff> endcodespacerange " + "%".repeat(5 << 20) + "\n1 beginbfchar <41> <0042> endbfchar endcmap";
        byte[] large = Made.pdfShowing("/Font<</F2 6 0 R/F3 8 0 R>>", "BT /F2 1 Tf (A) Tj /F3 1 Tf (A) Tj ET", "<</Subtype/Type1/ToUnicode 7 0 R>>", Made.stream("", map), "<</Subtype/Type1/ToUnicode 7 0 R>>");
        assertEquals(Set.of(Unreadable.TOO_LARGE), read(large).gaps());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/Index[0 2147483647]/W[0 0 0]", "/Index[0 2147483647]/W[1 3 1]", "/Size 2147483647/W[1 3 1]", "/Size 5/W[0 0 0]", "/Size 5/W[-1 1 1]", "/Size 5/W[]"})
    void tablesOfPlacesHoldWhatTheySay(String table) {
        String head = "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n";
        String places = "4 0 obj\n" + Made.stream("/Type/XRef/Root 1 0 R" + table, "\1\0\0\11\0") + "\nendobj\nstartxref\n" + head.length() + "\n%%EOF";
        assertEquals(Set.of(Unreadable.BROKEN), read((head + places).getBytes(StandardCharsets.ISO_8859_1)).gaps());
    }

    private static String form(String next, int object) {
        return Made.stream("/Subtype/Form/Resources<</XObject<</" + next + " " + object + " 0 R>>>>", ("/" + next + " Do ").repeat(50));
    }

    @Test
    void nestingEnds() {
        byte[] arrays = Made.pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids" + "[".repeat(1_000_000) + ">>");
        assertFalse(read(arrays).gaps().isEmpty());
        byte[] operands = Made.pdfShowing("", "[".repeat(1_000_000));
        assertFalse(read(operands).gaps().isEmpty());
    }

    @Test
    void whatIsCutShortIsNeverClean() throws IOException {
        byte[] file = saved(Made.pdf("Card 4111 1111 1111 1111", "and more"), CompressParameters.DEFAULT_COMPRESSION);
        String whole = read(file).text();
        for (int length = 8; length < file.length - 30; length += 13) {
            Extracted read = read(Arrays.copyOf(file, length));
            assertTrue(!read.gaps().isEmpty() || read.text().equals(whole), "after " + length);
        }
    }

    @Test
    void timeIsBounded() {
        long[] clock = {0};
        Extracted read = TextExtractor.extract(Made.pdf("a".repeat(2_000), "b"), Limits.DEFAULT, () -> clock[0] += 6_000_000_000L);
        assertEquals(Set.of(Unreadable.TOO_SLOW), read.gaps());
    }
}
