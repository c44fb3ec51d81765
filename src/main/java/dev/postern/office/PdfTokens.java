package dev.postern.office;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.pdfbox.contentstream.PDContentStream;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;

/** PDFBox's parser of content, which looks at the clock as it reads, and knows whether it stopped at the end: it has the same answer for that and for what it does not understand. */
final class PdfTokens extends PDFStreamParser {

    private boolean atEnd;

    PdfTokens(byte[] content, Reading reading) throws IOException {
        super(new Content(content, reading));
    }

    boolean atEnd() {
        return atEnd;
    }

    @Override
    public void close() throws IOException {
        atEnd |= !source.isClosed() && source.isEOF();
        super.close();
    }

    /** The one way to have the parser read from something of ours; it asks for nothing else. */
    private record Content(byte[] octets, Reading reading) implements PDContentStream {

        @Override
        public RandomAccessRead getContentsForStreamParsing() {
            return new Watched(octets, reading);
        }

        @Override
        public InputStream getContents() {
            return new ByteArrayInputStream(octets);
        }

        @Override
        public RandomAccessRead getContentsForRandomAccess() {
            return new Watched(octets, reading);
        }

        @Override
        public PDResources getResources() {
            throw new UnsupportedOperationException();
        }

        @Override
        public PDRectangle getBBox() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Matrix getMatrix() {
            throw new UnsupportedOperationException();
        }
    }
}
