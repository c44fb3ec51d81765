package dev.postern.office;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ZipDocumentTest {

    private static Extracted read(byte[] file) {
        return TextExtractor.extract(file, Limits.DEFAULT);
    }

    private static void stands(Extracted read, String text, String place) {
        int at = read.text().indexOf(text);
        assertTrue(at >= 0, text + " in " + read.text());
        assertEquals(place, read.placeAt(at));
    }

    @Test
    void wordsRunsStandTogether() {
        Extracted read = read(Made.word("<w:p><w:r><w:t>Card 4111 </w:t></w:r><w:r><w:t>1111 1111</w:t></w:r><w:r><w:t xml:space=\"preserve\"> 1111</w:t></w:r></w:p>"
                + "<w:p><w:r><w:t>next</w:t><w:tab/><w:t>one</w:t><w:br/><w:delText>gone</w:delText></w:r></w:p>"));
        stands(read, "Card 4111 1111 1111 1111\nnext\tone\ngone\n", "document");
        stands(read, "Confidential\n", "header1");
        stands(read, "mailto:eve@corp.test", "document.xml.rels");
        stands(read, "Ada Byron", "core");
        assertEquals(Set.of(), read.gaps());
    }

    @Test
    void cellsHavePlacesAndNumbersAreWrittenOut() {
        Extracted read = read(Made.excel("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\"><v>4.111111111111111E15</v></c></row>"
                + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>inline</t></is></c><c r=\"B2\" t=\"str\"><f>A1&amp;\"x\"</f><v>made</v></c></row>",
                "<si><t>unused</t></si><si><r><t>Gra</t></r><r><t>ce</t></r></si>"));
        assertEquals("Grace\t4111111111111111\t\ninline\tmade\t\nA1&\"x\"\nunused\n", read.text());
        stands(read, "unused", "sharedStrings");
        stands(read, "Grace", "People!A1");
        stands(read, "4111", "People!B1");
        stands(read, "made", "People!B2");
        assertEquals(Set.of(), read.gaps());
    }

    /** Empty files and ones with a DTD stand in documents that office programs have written. */
    @Test
    void whatStandsBesideAnOpenDocumentNeedNotBeWellFormed() {
        Extracted read = read(Made.zip("mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "<a>in content</a>", "Configurations2/accelerator/current.xml", "",
                "Basic/script-lc.xml", "<?xml version=\"1.0\"?><!DOCTYPE library:libraries PUBLIC \"-//OpenOffice.org//DTD OfficeDocument 1.0//EN\" \"libraries.dtd\"><a>in a script</a>"));
        assertEquals(Set.of(), read.gaps());
        assertTrue(read.text().contains("in a script"), read.text());
    }

    @Test
    void whatNoReaderShowsIsReadToo() {
        Extracted office = read(Made.zip("[Content_Types].xml", "<Types>in types<!-- in a comment --></Types>", "xl/styles.xml", "<s>in styles</s>", "xl/sharedStrings.xml", "<a>in strings</a>",
                "word/document.xml", "<a><t>shown</t><b>in an<!-- x --> element</b><t> and on</t></a>", "xl/worksheets/sheet1.xml", "<a>in a sheet</a>", "_rels/.rels", "<a>in relations</a>"));
        for (String place : new String[] {"in types", "in a comment", "in styles", "in strings", "in an element", "shown and on", "in a sheet", "in relations"}) {
            assertTrue(office.text().contains(place), place + " in " + office.text());
        }
        Extracted open = read(Made.zip("mimetype", "in the type 1", "content.xml", "<a>in content</a>", "cards.xml", "<a b='in a value'>in cards</a>", "META-INF/manifest.xml", "<a>in the manifest</a>"));
        for (String place : new String[] {"in the type", "in content", "in cards", "in a value", "in the manifest"}) {
            assertTrue(open.text().contains(place), place + " in " + open.text());
        }
    }

    @Test
    void aZipFileIsOneWhateverStandsBeforeIt() {
        byte[] zip = Made.zip("a.txt", "text");
        for (String before : new String[] {"\n", "GIF89a", "%PDF-1.7\n", "{\\rtf1}"}) {
            byte[] body = Arrays.copyOf(before.getBytes(StandardCharsets.ISO_8859_1), before.length() + zip.length);
            System.arraycopy(zip, 0, body, before.length(), zip.length);
            assertTrue(TextExtractor.recognises(body), before);
            assertTrue(read(body).gaps().contains(Unreadable.BROKEN), before);
            assertTrue(read(Made.zip("b", body)).gaps().contains(Unreadable.BROKEN), before);
        }
        assertFalse(TextExtractor.recognises("not PK\5\6 alone".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @CsvSource({"4.111111111111111E15, 4111111111111111", "1.5E-3, 0.0015", "1E999999999, 1E999999999", "1E400, 1E400", "E, E", "12, 12", "4.2E+16, 42000000000000000"})
    void numbersAreWrittenOut(String written, String plain) {
        assertEquals(plain, Workbook.plain(written));
    }

    @Test
    void slidesAreNumbered() {
        String slide = "<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><p:cNvPr id=\"1\" descr=\"a chart\"/><a:p><a:r><a:t>%s</a:t></a:r></a:p></p:sld>";
        Extracted read = read(Made.zip("[Content_Types].xml", "<Types/>", "ppt/slides/slide1.xml", slide.formatted("one"), "ppt/slides/slide2.xml", slide.formatted("two"),
                "ppt/notesSlides/notesSlide1.xml", slide.formatted("a note")));
        stands(read, "one", "slide 1");
        stands(read, "two", "slide 2");
        stands(read, "a note", "notesSlide1");
        stands(read, "a chart", "slide 1");
    }

    @Test
    void openDocumentsAreRead() {
        stands(read(Made.open("text", "<text:p>Card <text:span>4111</text:span><text:s text:c=\"2\"/>1111<text:line-break/><text:a xlink:href=\"http://eve.test/\">link</text:a></text:p>")),
                "Card 4111  1111\nhttp://eve.test/ link\n", "content");
        Extracted sheet = read(Made.open("spreadsheet", "<table:table table:name=\"Cards\"><table:table-row table:number-rows-repeated=\"4\"/><table:table-row>"
                + "<table:table-cell table:number-columns-repeated=\"26\"/><table:table-cell office:value=\"4111111111111111\"><text:p>4.11E+15</text:p></table:table-cell></table:table-row></table:table>"));
        stands(sheet, "4.11E+15\t4111111111111111", "Cards!AA5");
        Extracted slides = read(Made.open("presentation", "<draw:page><text:p>one</text:p></draw:page><draw:page><text:p>two</text:p></draw:page>"));
        stands(slides, "two", "slide 2");
        byte[] encrypted = Made.zip("mimetype", "application/vnd.oasis.opendocument.text", "content.xml", new byte[] {1, 2, 3}, "META-INF/manifest.xml",
                "<manifest><file-entry><encryption-data/></file-entry></manifest>");
        assertTrue(read(encrypted).gaps().contains(Unreadable.ENCRYPTED));
    }

    @Test
    void archivesAreReadToADepth() throws IOException {
        byte[] inner = Made.zip("card.csv", "name,card\nAda,4111111111111111\n", "picture.bin", new byte[] {0, 1, 2, 3});
        Extracted read = read(Made.zip("a/inner.zip", inner, "doc.pdf", Made.pdf("in a pdf"), "a/", "", "notes.txt", "plain"));
        stands(read, "Ada,4111111111111111", "a/inner.zip/card.csv");
        stands(read, "in a pdf", "doc.pdf/page 1");
        stands(read, "plain", "notes.txt");
        assertEquals(Set.of(), read.gaps());
        byte[] deep = inner;
        for (int level = 0; level < 3; level++) {
            deep = Made.zip("more.zip", deep);
        }
        assertEquals(Set.of(Unreadable.TOO_DEEP), read(deep).gaps());
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(inner);
        }
        stands(read(gzip.toByteArray()), "Ada,4111111111111111", "content/card.csv");
    }

    @Test
    void whatCannotBeReadSaysWhy() {
        byte[] compound = new byte[2_000];
        System.arraycopy(new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1}, 0, compound, 0, 8);
        assertEquals(Set.of(Unreadable.UNKNOWN), read(compound).gaps());
        byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(name, 0, compound, 1_100, name.length);
        assertEquals(Set.of(Unreadable.ENCRYPTED), read(compound).gaps());
        assertEquals(Set.of(Unreadable.UNKNOWN), read(new byte[] {'R', 'a', 'r', '!', 0x1a, 7, 0, 0}).gaps());
        assertEquals(Set.of(Unreadable.UNKNOWN), read(new byte[] {0, 1, 2}).gaps());
        assertEquals(Set.of(Unreadable.TOO_LARGE), TextExtractor.extract(new byte[101], limits(100, 5)).gaps());
        assertEquals(Set.of(Unreadable.TOO_LARGE), TextExtractor.extract(Made.zip("a", "x".repeat(200)), limits(1_000, 5)).gaps());
        Extracted within = read(Made.zip("a.rar", new byte[] {'R', 'a', 'r', '!', 0x1a, 7, 0, 0}, "b.txt", "still read"));
        assertEquals(Set.of(Unreadable.UNKNOWN), within.gaps());
        stands(within, "still read", "b.txt");
        byte[] encrypted = Made.zip("a.txt", "secret", "b.txt", "open");
        for (int at = 0; at < encrypted.length - 10; at++) {
            boolean local = Octets.startsWith(encrypted, at, "PK\u0003\u0004");
            if ((local || Octets.startsWith(encrypted, at, "PK\u0001\u0002")) && encrypted[at + (local ? 30 : 46)] == 'a') {
                encrypted[at + (local ? 6 : 8)] |= 1;
            }
        }
        assertEquals(Set.of(Unreadable.ENCRYPTED), read(encrypted).gaps());
        stands(read(encrypted), "open", "b.txt");
    }

    private static Limits limits(int documentBytes, int parts) {
        return new Limits(documentBytes, 1 << 20, 100, 100, parts, 3, java.time.Duration.ofSeconds(10));
    }

    @Test
    void bombsAreStopped() {
        assertEquals(Set.of(Unreadable.EXPANDS), read(Made.zip("zeros.txt", new byte[20 << 20])).gaps());
        byte[] many = Made.zip("a", "a", "b", "b", "c", "c", "d", "d", "e", "e", "f", "f");
        assertEquals(Set.of(Unreadable.TOO_LARGE), TextExtractor.extract(many, limits(10_000, 5)).gaps());
        String entities = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><d><t>&c;</t></d>";
        assertEquals(Set.of(Unreadable.BROKEN), read(Made.zip("[Content_Types].xml", "<Types/>", "word/document.xml", entities)).gaps());
        String external = "<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><d><t>&a;</t></d>";
        assertEquals(Set.of(Unreadable.BROKEN), read(Made.zip("[Content_Types].xml", "<Types/>", "word/document.xml", external)).gaps());
        String nested = "<p>".repeat(1_000) + "</p>".repeat(1_000);
        assertEquals(Set.of(Unreadable.TOO_DEEP), read(Made.zip("[Content_Types].xml", "<Types/>", "word/document.xml", nested)).gaps());
    }

    @Test
    void readersThatReadOtherwiseFindNothingElse() {
        byte[] plain = Made.zip("a.txt", "a", "b.txt", "b");
        byte[] prefixed = joined(Made.zip("hidden.txt", "hidden"), plain);
        assertEquals(Set.of(Unreadable.BROKEN), read(prefixed).gaps());
        assertEquals(Set.of(Unreadable.BROKEN), read(joined(plain, new byte[] {0})).gaps());
        byte[] renamed = plain.clone();
        renamed[30] = 'z';
        assertEquals(Set.of(Unreadable.BROKEN), read(renamed).gaps());
        byte[] altered = plain.clone();
        altered[36] ^= 1;
        assertTrue(read(altered).gaps().contains(Unreadable.BROKEN));
        for (int length = 4; length < plain.length; length++) {
            assertFalse(read(Arrays.copyOf(plain, length)).gaps().isEmpty(), "after " + length);
        }
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }
}
