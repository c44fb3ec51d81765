package dev.postern.office;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;

/**
 * The text of a PDF: of its pages in order, its notes, its form, what it says of itself, and the files attached to it. PDFBox reads its objects, streams, character maps and encodings; its
 * layers above, which need the platform's graphics and thereby libraries that a single executable has not, stay unused.
 */
final class PdfDocument {

    private final Reading reading;
    private final PdfFonts fonts;
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private PdfDocument(Reading reading) {
        this.reading = reading;
        this.fonts = new PdfFonts(reading);
    }

    static void read(byte[] file, Reading reading) {
        try (PdfObjects objects = new PdfObjects(file, reading)) {
            COSDocument document = objects.open();
            new PdfDocument(reading).read(document.getTrailer());
        } catch (IOException broken) {
            throw new Stop(Unreadable.BROKEN);
        } catch (Stop stop) {
            throw stop;
        } catch (RuntimeException ofTheLibrary) { // it has some for input that is broken in ways it did not think of
            throw new Stop(Unreadable.BROKEN);
        } finally {
            forgetNames();
        }
    }

    /** The library keeps every name of every document for good; there is no other way to have it forget them. */
    @SuppressWarnings("deprecation")
    private static void forgetNames() {
        COSName.clearResources();
    }

    private void read(COSDictionary trailer) {
        COSDictionary catalog = trailer.getCOSDictionary(COSName.ROOT);
        if (catalog == null) {
            throw new Stop(Unreadable.BROKEN);
        }
        pages(catalog);
        reading.place("form");
        COSDictionary form = catalog.getCOSDictionary(COSName.ACRO_FORM);
        if (form != null) {
            fields(form.getDictionaryObject(COSName.FIELDS));
        }
        COSDictionary about = trailer.getCOSDictionary(COSName.INFO);
        if (about != null) {
            reading.place("properties");
            for (COSName name : List.of(COSName.TITLE, COSName.AUTHOR, COSName.SUBJECT, COSName.KEYWORDS)) {
                say(about.getDictionaryObject(name));
            }
        }
        COSDictionary names = catalog.getCOSDictionary(COSName.NAMES);
        if (names != null) {
            attachments(names.getDictionaryObject(COSName.EMBEDDED_FILES));
        }
    }

    /** Walks the tree of pages in order; what has been seen is not gone into again. */
    private void pages(COSDictionary catalog) {
        Deque<COSBase> left = new ArrayDeque<>();
        Deque<COSDictionary> resources = new ArrayDeque<>();
        left.push(orNothing(catalog.getDictionaryObject(COSName.PAGES)));
        resources.push(new COSDictionary());
        int number = 0;
        while (!left.isEmpty()) {
            reading.step();
            COSBase next = left.pop();
            COSDictionary inherited = resources.pop();
            if (!(next instanceof COSDictionary node)) {
                reading.gap(Unreadable.BROKEN);
                continue;
            }
            if (!seen.add(node)) {
                continue;
            }
            COSDictionary own = node.getCOSDictionary(COSName.RESOURCES);
            COSDictionary here = own == null ? inherited : own;
            if (node.getDictionaryObject(COSName.KIDS) instanceof COSArray kids) {
                for (int i = kids.size() - 1; i >= 0; i--) {
                    reading.step();
                    left.push(orNothing(kids.getObject(i)));
                    resources.push(here);
                }
            } else {
                reading.part();
                page(node, here, ++number);
            }
        }
        if (number == 0) {
            reading.gap(Unreadable.BROKEN);
        }
    }

    private static COSBase orNothing(COSBase object) {
        return object == null ? new COSArray() : object;
    }

    private void page(COSDictionary page, COSDictionary resources, int number) {
        reading.place("page " + number);
        reading.part(() -> new PdfContent(reading, fonts).show(page.getDictionaryObject(COSName.CONTENTS), resources));
        reading.separate('\n');
        if (page.getDictionaryObject(COSName.ANNOTS) instanceof COSArray notes) {
            for (int i = 0; i < notes.size(); i++) {
                if (notes.getObject(i) instanceof COSDictionary note && seen.add(note)) {
                    note(note);
                }
            }
        }
    }

    private void note(COSDictionary note) {
        reading.step();
        say(note.getDictionaryObject(COSName.CONTENTS));
        say(note.getDictionaryObject(COSName.V));
        COSDictionary action = note.getCOSDictionary(COSName.A);
        if (action != null) {
            say(action.getDictionaryObject(COSName.URI));
        }
        attachment(note.getDictionaryObject(COSName.FS));
    }

    private void fields(COSBase fields) {
        Deque<COSBase> left = new ArrayDeque<>();
        left.push(orNothing(fields));
        while (!left.isEmpty()) {
            reading.step();
            COSBase next = resolved(left.pop());
            if (next instanceof COSArray array && seen.add(array)) {
                for (int i = array.size() - 1; i >= 0; i--) {
                    left.push(orNothing(array.get(i)));
                }
            } else if (next instanceof COSDictionary field && seen.add(field)) {
                say(field.getDictionaryObject(COSName.V));
                say(field.getDictionaryObject(COSName.DV));
                left.push(orNothing(field.getDictionaryObject(COSName.KIDS)));
            }
        }
    }

    private static COSBase resolved(COSBase object) {
        return object instanceof COSObject reference ? orNothing(reference.getObject()) : object;
    }

    private void attachments(COSBase root) {
        Deque<COSBase> left = new ArrayDeque<>();
        left.push(orNothing(root));
        while (!left.isEmpty()) {
            reading.step();
            COSBase next = resolved(left.pop());
            if (next instanceof COSArray array && seen.add(array)) {
                for (int i = array.size() - 1; i >= 0; i--) {
                    left.push(orNothing(array.get(i)));
                }
            } else if (next instanceof COSDictionary node && seen.add(node)) {
                attachment(node);
                left.push(orNothing(node.getDictionaryObject(COSName.KIDS)));
                left.push(orNothing(node.getDictionaryObject(COSName.NAMES)));
            }
        }
    }

    private void attachment(COSBase specification) {
        if (specification instanceof COSDictionary file && file.getCOSDictionary(COSName.EF) instanceof COSDictionary files
                && files.getDictionaryObject(COSName.UF, COSName.F) instanceof COSStream stream && seen.add(stream)) {
            String name = file.getString(COSName.UF, file.getString(COSName.F, "attachment"));
            reading.part(() -> TextExtractor.readWithin(PdfStream.content(stream, reading), name, reading));
        }
    }

    private void say(COSBase string) {
        if (string instanceof COSString text) {
            reading.say(text.getString());
            reading.separate('\n');
        } else if (string instanceof COSStream stream) {
            reading.say(new String(PdfStream.content(stream, reading), StandardCharsets.ISO_8859_1));
            reading.separate('\n');
        }
    }
}
