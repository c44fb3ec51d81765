package dev.postern.dlp;

import dev.postern.body.PartRanges;
import dev.postern.content.Editor;
import dev.postern.content.Field;
import dev.postern.content.TextBlock;
import dev.postern.content.TransferEncodings;
import dev.postern.detect.Window;
import dev.postern.office.Extracted;
import dev.postern.office.Extracted.Place;
import dev.postern.office.Limits;
import dev.postern.office.TextExtractor;
import dev.postern.office.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of a PDF, an office file or an archive before a plan. It cannot be changed there: the plan must be one that refuses instead. */
final class OfficeText {

    /** What a document begins with shows in so many octets of its encoding. */
    private static final int BEGINNING_BYTES = 4096;

    private OfficeText() {}

    static boolean recognises(byte[] body) {
        return TextExtractor.recognises(body);
    }

    /** Those in a body without its codings: itself, or parts of a multipart one. */
    static List<byte[]> within(byte[] body, String contentType) {
        if (recognises(body)) {
            return List.of(body);
        }
        if (!PartRanges.isMultipart(contentType)) {
            return List.of();
        }
        return PartRanges.of(body, contentType).orElse(List.of()).stream().flatMap(part -> documents(Arrays.copyOfRange(body, part.from(), part.to()))).toList();
    }

    /** A part itself, or what it is in a transfer encoding, whatever its head says. */
    private static Stream<byte[]> documents(byte[] part) {
        if (recognises(part)) {
            return Stream.of(part);
        }
        boolean may = TransferEncodings.taken(Arrays.copyOf(part, Math.min(part.length, BEGINNING_BYTES))).stream().anyMatch(OfficeText::recognises);
        return may ? TransferEncodings.taken(part).stream().filter(OfficeText::recognises) : Stream.of();
    }

    /** @return why not all of it could be read */
    static Optional<String> read(byte[] body, Editor editor) {
        Extracted extracted = TextExtractor.extract(body, Limits.DEFAULT);
        List<Place> places = extracted.places();
        for (int i = 0; i < places.size(); i++) {
            int end = i + 1 < places.size() ? places.get(i + 1).from() : extracted.text().length();
            show(extracted.text().substring(places.get(i).from(), end), places.get(i).name(), editor);
        }
        return extracted.gaps().isEmpty() ? Optional.empty()
                : Optional.of("a document, " + extracted.gaps().stream().map(Unreadable::said).collect(Collectors.joining(", ")));
    }

    private static void show(String text, String place, Editor editor) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        Field field = new Field(place, 0, octets.length);
        editor.edit(new TextBlock(Window.whole(octets), index -> field));
    }
}
