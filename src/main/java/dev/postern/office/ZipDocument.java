package dev.postern.office;

import dev.postern.office.ZipArchive.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A zip file: an Office document of one kind or another by what is in it, or else an archive whose entries are documents of their own. */
final class ZipDocument {

    private final ZipArchive archive;
    private final Reading reading;
    private final Map<String, Entry> byName = new LinkedHashMap<>();

    private ZipDocument(byte[] file, Reading reading) {
        this.archive = new ZipArchive(file, reading);
        this.reading = reading;
        for (Entry entry : archive.entries()) {
            if (byName.put(entry.name(), entry) != null) { // readers differ in which one they take
                reading.gap(Unreadable.BROKEN);
            }
        }
    }

    static void read(byte[] file, Reading reading) {
        ZipDocument document = new ZipDocument(file, reading);
        if (document.byName.containsKey("[Content_Types].xml")) {
            document.office();
        } else if (document.byName.containsKey("content.xml") && document.byName.containsKey("mimetype")) {
            document.openDocument();
        } else {
            document.archive.entries().forEach(document::whatever);
        }
    }

    private void office() {
        Workbook workbook = new Workbook(this);
        if (byName.containsKey("xl/workbook.xml")) {
            reading.part(workbook::readNames);
        }
        List<Entry> others = new ArrayList<>();
        for (Entry entry : archive.entries()) {
            String name = entry.name();
            if (name.endsWith(".rels")) {
                part(entry, new RelationText(reading));
            } else if (!name.endsWith(".xml")) {
                others.add(entry);
            } else if (name.startsWith("xl/worksheets/")) {
                reading.part(() -> workbook.readSheet(entry));
            } else if (name.startsWith("docProps/") || name.startsWith("customXml/")) {
                part(entry, new PlainText(reading));
            } else if (!name.equals("xl/sharedStrings.xml") || !byName.containsKey("xl/workbook.xml")) {
                boolean silent = name.equals("[Content_Types].xml") || name.startsWith("xl/styles");
                part(entry, silent ? new OtherText(reading) : new RunText(reading));
            }
        }
        reading.part(workbook::sayUnused);
        others.forEach(this::whatever);
    }

    private void openDocument() {
        Entry manifest = byName.get("META-INF/manifest.xml");
        if (manifest != null) {
            part(manifest, new OpenDocumentManifest(reading));
        }
        for (Entry entry : archive.entries()) {
            String name = entry.name();
            if (name.equals("mimetype")) {
                reading.part(() -> type(entry));
            } else if (name.endsWith("content.xml") || name.endsWith("styles.xml")) {
                part(entry, new OpenDocumentText(reading));
            } else if (name.endsWith("meta.xml")) {
                part(entry, new PlainText(reading));
            } else if (!name.equals("META-INF/manifest.xml")) {
                whatever(entry); // what office programs put beside need not be XML that can be read: it may be empty, or have a DTD
            }
        }
    }

    private void type(Entry entry) {
        String type = new String(content(entry), StandardCharsets.ISO_8859_1);
        if (!type.chars().allMatch(c -> c >= 'a' && c <= 'z' || c == '/' || c == '.' || c == '-')) {
            whatever(entry);
        }
    }

    private void part(Entry entry, Markup.Listener listener) {
        reading.place(placeOf(entry.name()));
        reading.part(() -> Markup.read(content(entry), reading, listener));
        reading.endPart();
        reading.separate('\n');
    }

    private void whatever(Entry entry) {
        if (!entry.isDirectory()) {
            reading.part(() -> TextExtractor.readWithin(content(entry), entry.name(), reading));
        }
    }

    byte[] content(Entry entry) {
        return archive.content(entry);
    }

    /** @return empty when there is none */
    byte[] content(String name) {
        Entry entry = byName.get(name);
        return entry == null ? new byte[0] : content(entry);
    }

    Reading reading() {
        return reading;
    }

    /** {@code slide 3} for {@code ppt/slides/slide3.xml}, {@code header1} for {@code word/header1.xml}. */
    private static String placeOf(String name) {
        String base = name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.xml$", "");
        return base.startsWith("slide") && base.length() > 5 && Character.isDigit(base.charAt(5)) ? "slide " + base.substring(5) : base;
    }
}
