package dev.postern.office;

import java.io.IOException;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdfparser.PDFParser;

/** PDFBox's parser of objects, held to the bounds: it looks at the clock as it reads, unpacks through {@link PdfStream}, and stops at the first sign of encryption. */
final class PdfObjects extends PDFParser implements AutoCloseable {

    private final Reading reading;

    PdfObjects(byte[] file, Reading reading) throws IOException {
        super(new Watched(file, reading));
        this.reading = reading;
        document.close();
        document = new Streams();
    }

    COSDocument open() throws IOException {
        initialParse();
        return document;
    }

    /** Whoever asked for the object goes on as if it were not there. */
    @Override
    public COSBase dereferenceCOSObject(COSObject reference) throws IOException {
        try {
            return super.dereferenceCOSObject(reference);
        } catch (IOException broken) {
            reading.gap(Unreadable.BROKEN);
            throw broken;
        }
    }

    @Override
    protected void prepareDecryption() throws IOException {
        COSDictionary trailer = document.getTrailer();
        if (trailer != null && trailer.containsKey(COSName.ENCRYPT)) {
            throw new Stop(Unreadable.ENCRYPTED);
        }
    }

    @Override
    public void close() throws IOException {
        document.close();
        source.close();
    }

    /** Makes streams that are bounded. */
    private final class Streams extends COSDocument {
        private Streams() {
            super(PdfObjects.this);
        }

        @Override
        public COSStream createCOSStream(COSDictionary dictionary, long from, long length) throws IOException {
            PdfStream stream = new PdfStream(createRandomAccessReadView(from, length), reading);
            dictionary.forEach(stream::setItem);
            stream.setKey(dictionary.getKey());
            return stream;
        }
    }
}
