package dev.postern.office;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.FilterFactory;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;

/** A stream of a PDF whose content, also where the library asks for it, is unpacked within the bounds only. */
final class PdfStream extends COSStream {

    private static final int MOST_FILTERS = 5;

    /** Those that are not for pictures. */
    private static final Set<String> FILTERS = Set.of("FlateDecode", "Fl", "LZWDecode", "LZW", "ASCII85Decode", "A85", "ASCIIHexDecode", "AHx", "RunLengthDecode", "RL");

    private final Reading reading;

    PdfStream(RandomAccessReadView view, Reading reading) throws IOException {
        super(null, view);
        this.reading = reading;
    }

    @Override
    public RandomAccessRead createView() {
        byte[] content = content(this, reading);
        requireRows(content.length);
        return new Watched(content, reading);
    }

    /** A table of places must hold as many as it says: the library believes it, and would go on reading rows of no octets for ever. */
    private void requireRows(int contentBytes) {
        if (!(getDictionaryObject(COSName.W) instanceof COSArray widths)) {
            return;
        }
        long row = 0;
        for (int i = 0; i < widths.size(); i++) {
            row += Math.max(0, widths.getInt(i, 0));
        }
        long rows = getDictionaryObject(COSName.INDEX) instanceof COSArray ? 0 : getInt(COSName.SIZE, 0);
        if (getDictionaryObject(COSName.INDEX) instanceof COSArray index) {
            for (int i = 1; i < index.size(); i += 2) {
                rows += Math.max(0, index.getInt(i, 0));
            }
        }
        if (row == 0 || rows > contentBytes / row) {
            throw new Stop(Unreadable.BROKEN);
        }
    }

    static byte[] content(COSStream stream, Reading reading) {
        List<String> filters = filters(stream.getFilters());
        if (filters.size() > MOST_FILTERS || !FILTERS.containsAll(filters)) {
            throw new Stop(Unreadable.UNKNOWN);
        }
        try (InputStream raw = stream.createRawInputStream()) {
            byte[] content = raw.readAllBytes();
            for (int i = 0; i < filters.size(); i++) {
                Bounded out = new Bounded(reading);
                FilterFactory.INSTANCE.getFilter(filters.get(i)).decode(new ByteArrayInputStream(content), out, stream, i);
                content = out.toByteArray();
            }
            return content;
        } catch (IOException broken) {
            throw new Stop(Unreadable.BROKEN);
        }
    }

    private static List<String> filters(COSBase filters) {
        List<String> names = new ArrayList<>();
        if (filters instanceof COSName name) {
            names.add(name.getName());
        } else if (filters instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                names.add(array.getObject(i) instanceof COSName name ? name.getName() : "");
            }
        }
        return names;
    }

    /** Counts what a filter makes. */
    private static final class Bounded extends ByteArrayOutputStream {
        private final Reading reading;

        private Bounded(Reading reading) {
            this.reading = reading;
        }

        @Override
        public synchronized void write(int octet) {
            reading.unpacked(1);
            super.write(octet);
        }

        @Override
        public synchronized void write(byte[] octets, int from, int length) {
            reading.unpacked(length);
            super.write(octets, from, length);
        }
    }
}
