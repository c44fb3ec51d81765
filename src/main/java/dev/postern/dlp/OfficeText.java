package dev.postern.dlp;

import dev.postern.body.PartRanges;
import dev.postern.content.Editor;
import dev.postern.content.Field;
import dev.postern.content.TextBlock;
import dev.postern.content.TransferEncodings;
import dev.postern.content.UnreadableException;
import dev.postern.detect.Window;
import dev.postern.office.Extracted;
import dev.postern.office.Extracted.Place;
import dev.postern.office.Limits;
import dev.postern.office.TextExtractor;
import dev.postern.office.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of a PDF, an office file or an archive before a plan. It cannot be changed there: the plan must be one that refuses instead. */
final class OfficeText {

    private static final dev.postern.content.Limits BOUNDS = dev.postern.content.Limits.DEFAULT;
    private static final String TYPE = "content-type";

    private OfficeText() {}

    static boolean recognises(byte[] body) {
        return TextExtractor.recognises(body);
    }

    static boolean recognises(byte[] body, String contentType) {
        return PartRanges.isMultipart(contentType) ? TextExtractor.recognisesParted(body) : recognises(body);
    }

    /**
     * Those in a body without its codings: itself, and parts of a multipart one, and of those in it.
     *
     * @throws UnreadableException when parts cannot be told apart
     */
    static List<byte[]> within(byte[] body, String contentType) throws UnreadableException {
        List<byte[]> found = new ArrayList<>();
        if (recognises(body, contentType)) {
            found.add(body);
        }
        if (PartRanges.isMultipart(contentType)) {
            parts(body, contentType, 1, found);
        }
        return found;
    }

    private static void parts(byte[] body, String contentType, int nesting, List<byte[]> found) throws UnreadableException {
        Optional<List<PartRanges.Range>> parts = nesting > BOUNDS.mostNesting() ? Optional.empty() : PartRanges.of(body, contentType, BOUNDS.mostParts());
        for (PartRanges.Range range : parts.orElseThrow(() -> new UnreadableException("multipart: its parts cannot be told apart"))) {
            byte[] part = Arrays.copyOfRange(body, range.from(), range.to());
            List<String> types = types(new String(body, range.head(), range.from() - range.head(), StandardCharsets.ISO_8859_1)).stream().filter(PartRanges::isMultipart).toList();
            if (types.isEmpty() || TextExtractor.recognisesParted(part)) {
                documents(part).forEach(found::add);
            }
            for (String type : types) {
                parts(part, type, nesting + 1, found);
            }
        }
    }

    /** What the head of a part says the part is. */
    private static List<String> types(String head) {
        return head.replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ").lines().filter(line -> line.regionMatches(true, 0, TYPE, 0, TYPE.length())).map(line -> line.substring(line.indexOf(':') + 1)).limit(2).toList();
    }

    /** A part itself, or what it is in a transfer encoding, whatever its head says. */
    private static Stream<byte[]> documents(byte[] part) {
        return recognises(part) ? Stream.of(part) : TransferEncodings.taken(part).stream().filter(OfficeText::recognises);
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
