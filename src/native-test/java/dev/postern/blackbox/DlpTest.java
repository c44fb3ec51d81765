package dev.postern.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data-loss prevention from the command line: detectors, number plans, rules for credentials, readers of documents are all in the product. */
final class DlpTest {

    private static final String CARD = "4012 8888 8888 1881";

    @ParameterizedTest
    @MethodSource("dev.postern.blackbox.Product#built")
    void findsAndMasks(Product product, @TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("notes.txt"), "first line\npay with " + CARD + " please\n");
        Product.Result found = product.run("dlp", "scan", file.toString());
        assertEquals(1, found.exit(), found.out() + found.err());
        assertTrue(found.out().contains("notes.txt:2:10: payment card number (CREDIT_CARD_NUMBER, 90): XXXX XXXX XXXX 1881"), found.out());
        assertFalse(found.out().contains(CARD));
        assertTrue(product.run("dlp", "scan", "--json", file.toString()).out().contains("\"type\":\"CREDIT_CARD_NUMBER\""));
        Files.writeString(file, "nothing here\n");
        assertEquals(0, product.run("dlp", "scan", dir.toString()).exit());
        assertEquals(2, product.run("dlp", "scan", "--types", "CREDIT_CRAD", dir.toString()).exit());
    }

    @ParameterizedTest
    @MethodSource("dev.postern.blackbox.Product#built")
    void knowsNumberPlansAndRulesForCredentials(Product product, @TempDir Path dir) throws IOException {
        Path phone = Files.writeString(dir.resolve("phone.txt"), "call +41 44 668 18 00 today\n");
        assertEquals(1, product.run("dlp", "scan", "--types", "PHONE_NUMBER", phone.toString()).exit());
        Path rules = Files.writeString(dir.resolve("rules.toml"), "[[rules]]\nid = \"corp-token\"\ndescription = \"a token\"\nregex = '''\\b(corp_[0-9a-z]{32})\\b'''\nkeywords = [\"corp_\"]\n");
        Path leak = Files.writeString(dir.resolve("leak.txt"), "corp_0123456789abcdef0123456789abcdef\n");
        Product.Result found = product.run("dlp", "scan", "--gitleaks", rules.toString(), leak.toString());
        assertTrue(found.exit() == 1 && found.out().contains("CORP_TOKEN"), found.out() + found.err());
    }

    @ParameterizedTest
    @MethodSource("dev.postern.blackbox.Product#built")
    void readsDocuments(Product product, @TempDir Path dir) throws IOException {
        Path file = dir.resolve("invoice.pdf");
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(50, 700);
                content.showText("pay with " + CARD);
                content.endText();
            }
            document.save(file.toFile());
        }
        Product.Result found = product.run("dlp", "scan", file.toString());
        assertEquals(1, found.exit(), found.out() + found.err());
        assertTrue(found.out().contains("payment card number") && found.out().contains("page 1"), found.out());
    }
}
