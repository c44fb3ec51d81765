package dev.postern.office;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Documents of all kinds, made by others than what reads them. */
final class Made {

    private static final String WORKBOOK = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    private static final String OPEN = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
            + "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

    private Made() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** @param namesAndContents in turn, contents as text or octets */
    static byte[] zip(Object... namesAndContents) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                zip.write(namesAndContents[i + 1] instanceof byte[] octets ? octets : utf8((String) namesAndContents[i + 1]));
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    static byte[] word(String paragraphs) {
        return zip("[Content_Types].xml", "<Types/>", "word/document.xml",
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" + paragraphs + "</w:body></w:document>",
                "word/header1.xml", "<w:hdr xmlns:w=\"w\"><w:p><w:r><w:t>Confidential</w:t></w:r></w:p></w:hdr>",
                "word/_rels/document.xml.rels", "<Relationships><Relationship Id=\"a\" Target=\"mailto:eve@corp.test\" TargetMode=\"External\"/></Relationships>",
                "docProps/core.xml", "<p><creator>Ada Byron</creator></p>", "word/media/image1.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2});
    }

    static byte[] excel(String rows, String shared) {
        return zip("[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<workbook " + WORKBOOK + "><sheets><sheet name=\"People\" sheetId=\"1\" r:id=\"rId7\"/></sheets></workbook>",
                "xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"rId7\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
                "xl/sharedStrings.xml", "<sst " + WORKBOOK + ">" + shared + "</sst>",
                "xl/worksheets/sheet1.xml", "<worksheet " + WORKBOOK + "><sheetData>" + rows + "</sheetData></worksheet>");
    }

    static byte[] open(String type, String body) {
        return zip("mimetype", "application/vnd.oasis.opendocument." + type, "content.xml", "<office:document-content " + OPEN + "><office:body>" + body + "</office:body></office:document-content>",
                "META-INF/manifest.xml", "<manifest/>");
    }

    /** @param pages lines of each */
    static byte[] pdf(String... pages) {
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            for (String page : pages) {
                PDPage added = new PDPage();
                document.addPage(added);
                try (PDPageContentStream content = new PDPageContentStream(document, added)) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    content.setLeading(14);
                    content.newLineAtOffset(50, 700);
                    for (String line : page.split("\n")) {
                        content.showText(line);
                        content.newLine();
                    }
                    content.endText();
                }
            }
            document.save(out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A PDF of objects as they stand here, {@code 1 0 obj} the catalogue; streams are written by {@link #stream}. */
    static byte[] pdfOf(String... objects) {
        StringBuilder file = new StringBuilder("%PDF-1.7\n");
        Map<Integer, Integer> at = new LinkedHashMap<>();
        for (int i = 0; i < objects.length; i++) {
            at.put(i + 1, file.length());
            file.append(i + 1).append(" 0 obj\n").append(objects[i]).append("\nendobj\n");
        }
        int table = file.length();
        file.append("xref\n0 ").append(objects.length + 1).append("\n0000000000 65535 f \n");
        at.values().forEach(offset -> file.append(String.format("%010d 00000 n \n", offset)));
        file.append("trailer\n<</Size ").append(objects.length + 1).append("/Root 1 0 R>>\nstartxref\n").append(table).append("\n%%EOF\n");
        return file.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    static String stream(String dictionary, String content) {
        return "<<" + dictionary + "/Length " + content.length() + ">>\nstream\n" + content + "\nendstream";
    }

    /** With the content of its one page, and more objects from 6 on. Object 5 is the font F1. */
    static byte[] pdfShowing(String resources, String content, String... more) {
        String[] objects = new String[5 + more.length];
        objects[0] = "<</Type/Catalog/Pages 2 0 R>>";
        objects[1] = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
        objects[2] = "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>" + resources + ">>>>";
        objects[3] = stream("", content);
        objects[4] = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
        System.arraycopy(more, 0, objects, 5, more.length);
        return pdfOf(objects);
    }
}
