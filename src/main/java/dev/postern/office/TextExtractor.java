package dev.postern.office;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;

/**
 * Finds the text in PDF (ISO 32000), in Office files of the kinds OOXML (ECMA-376) and OpenDocument, and in zip archives and gzip files of these and of text. What the document is, its octets
 * say. What could not be read is told as a gap beside what could; it is for the caller to refuse such a document or to pass it and record that.
 *
 * <p>Not read: Office before 2007, other archives and compressed files ({@link Unreadable#UNKNOWN}); pictures, sounds and programs, which are no text and no gap; macros.
 *
 * <p>It takes up to {@link Limits#time}: never on an event loop.
 */
public final class TextExtractor {

    private static final String ENCRYPTED_PACKAGE = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    private static final int BUFFER = 8 << 10;

    private TextExtractor() {}

    public static Extracted extract(byte[] document, Limits limits) {
        return extract(document, limits, System::nanoTime);
    }

    /** @param nanos a clock that only goes on, as {@link System#nanoTime} */
    static Extracted extract(byte[] document, Limits limits, LongSupplier nanos) {
        Reading reading = new Reading(limits, document.length, nanos);
        try {
            if (document.length > limits.documentBytes()) {
                throw new Stop(Unreadable.TOO_LARGE);
            }
            reading.within("", () -> read(document, reading, Unreadable.UNKNOWN));
        } catch (Stop stop) {
            reading.gap(stop.why());
        } catch (StackOverflowError nested) {
            reading.gap(Unreadable.TOO_DEEP);
        }
        return reading.done();
    }

    /** Whether it begins like something that {@link #extract} knows to read, or to be a container. */
    public static boolean recognises(byte[] beginning) {
        return switch (Kind.of(beginning)) {
            case PDF, ZIP, GZIP, COMPOUND, OTHER_CONTAINER, RTF -> true;
            case TEXT, BINARY -> false;
        };
    }

    /** The same for a body whose parts may end like a zip file where it does not. */
    public static boolean recognisesParted(byte[] body) {
        return Kind.endsWithZip(body) || Kind.beginning(body) != Kind.TEXT && Kind.beginning(body) != Kind.BINARY;
    }

    /** A document within another. What is of no known kind may hold text all the same: its octets are shown as they are. */
    static void readWithin(byte[] document, String name, Reading reading) {
        Kind kind = Kind.of(document);
        if (kind == Kind.TEXT || kind == Kind.RTF || kind == Kind.BINARY && !Kind.isMedia(document)) {
            reading.place(name);
            text(document, reading);
        } else if (kind != Kind.BINARY) {
            reading.within(name, () -> read(document, reading, Unreadable.UNKNOWN));
        }
    }

    private static void read(byte[] document, Reading reading, Unreadable otherwise) {
        if (Kind.of(document) != Kind.ZIP && Kind.endsWithZip(document)) { // readers differ in what it is
            reading.gap(Unreadable.BROKEN);
        }
        switch (Kind.of(document)) {
            case PDF -> PdfDocument.read(document, reading);
            case ZIP -> ZipDocument.read(document, reading);
            case GZIP -> readWithin(unzipped(document, reading), "content", reading);
            case COMPOUND -> throw new Stop(Octets.indexOf(document, 0, document.length, ENCRYPTED_PACKAGE) >= 0 ? Unreadable.ENCRYPTED : Unreadable.UNKNOWN);
            case TEXT, RTF -> {
                reading.place("text");
                text(document, reading);
            }
            case OTHER_CONTAINER, BINARY -> throw new Stop(otherwise);
        }
    }

    private static void text(byte[] document, Reading reading) {
        Charset charset = Octets.startsWith(document, 0, "\u00ff\u00fe") || Octets.startsWith(document, 0, "\u00fe\u00ff") ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        reading.say(new String(document, charset));
        reading.separate('\n');
    }

    private static byte[] unzipped(byte[] document, Reading reading) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(document))) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                reading.unpacked(length);
                out.write(buffer, 0, length);
            }
        } catch (IOException broken) {
            throw new Stop(Unreadable.BROKEN);
        }
        return out.toByteArray();
    }
}
