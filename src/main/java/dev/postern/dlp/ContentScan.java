package dev.postern.dlp;

import dev.postern.config.Problems;
import dev.postern.content.Documents;
import dev.postern.content.Document;
import dev.postern.content.Editor;
import dev.postern.content.Limits;
import dev.postern.content.Replacement;
import dev.postern.content.TextBlock;
import dev.postern.content.UnreadableException;
import dev.postern.detect.Category;
import dev.postern.detect.Hit;
import dev.postern.detect.InfoType;
import dev.postern.detect.Scanner;
import dev.postern.detect.Thresholds;
import dev.postern.detect.Window;
import dev.postern.protection.Mask;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Looks for sensitive data in files, without a gateway. Immutable, any thread. What is unlikely to be harmful by itself (addresses, dates, contacts, networks) is looked for only if it is
 * asked for by name.
 */
public final class ContentScan {

    private static final Set<Category> USUAL = EnumSet.of(Category.FINANCIAL, Category.GOVERNMENT_ID, Category.HEALTH, Category.CREDENTIAL);
    private static final Map<String, String> TYPES_BY_ENDING = Map.of("json", "application/json", "ndjson", "application/x-ndjson", "jsonl", "application/x-ndjson", "xml", "application/xml",
            "html", "text/html", "htm", "text/html", "csv", "text/csv");
    private static final int PIECE = 64 << 10;

    private final Scanner scanner;

    /**
     * Something that was found.
     *
     * @param place the field of a document, or its page; empty in plain text
     * @param line  from 1; 0 where there are no lines
     * @param column in characters of the text, from 1
     * @param shown the value, masked
     */
    public record Found(InfoType type, int confidence, String place, long line, int column, String shown) {}

    private ContentScan(Scanner scanner) {
        this.scanner = scanner;
    }

    /**
     * @param words     info types, their other names, categories or {@code all}; empty for the usual ones
     * @param threshold of confidence, 1 to 100
     * @param gitleaks  rules for credentials in place of those built in
     * @throws IllegalArgumentException with what is wrong
     */
    public static ContentScan of(List<String> words, int threshold, Optional<Path> gitleaks) {
        Problems problems = new Problems();
        Sources sources = gitleaks.map(file -> Sources.of(file, problems)).orElse(Sources.BUILT_IN);
        Set<String> wanted = words.isEmpty() ? usual(sources)
                : new Catalogue(sources.types()).types(words, problems);
        problems.throwIfAny();
        Map<String, Integer> thresholds = new HashMap<>();
        wanted.forEach(type -> thresholds.put(type, threshold));
        return new ContentScan(new Scanner(sources.finders(wanted), new Thresholds(Hit.CERTAIN, thresholds)));
    }

    static Set<String> usual(Sources sources) {
        return sources.types().stream().filter(type -> USUAL.contains(type.category())).map(InfoType::name).collect(Collectors.toSet());
    }

    /** Every type that is built in. */
    public static List<InfoType> types() {
        return Sources.BUILT_IN.types();
    }

    /**
     * Reads to the end. Blocks.
     *
     * @param name of the file, whose ending says what it is
     * @return why not all of it could be looked into; empty when all was
     */
    public Optional<String> scan(String name, InputStream in, Consumer<Found> into) throws IOException {
        byte[] first = in.readNBytes(PIECE);
        if (OfficeText.recognises(first)) {
            return document(first, in, into);
        }
        Lines lines = new Lines(into);
        try (Document document = Documents.open(TYPES_BY_ENDING.getOrDefault(ending(name), "text/plain"), lines, Limits.DEFAULT)) {
            for (byte[] piece = first; piece.length > 0; piece = in.readNBytes(PIECE)) {
                document.add(piece);
            }
            document.end();
            return Optional.empty();
        } catch (UnreadableException cannot) {
            return Optional.of(cannot.getMessage());
        }
    }

    private Optional<String> document(byte[] first, InputStream in, Consumer<Found> into) throws IOException {
        byte[] rest = in.readNBytes(dev.postern.office.Limits.DEFAULT.documentBytes());
        byte[] whole = java.util.Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, whole, first.length, rest.length);
        return OfficeText.read(whole, block -> {
            scanner.scan(block.window(), block.names()).forEach(hit -> into.accept(found(block, hit, 0, 0)));
            return List.of();
        });
    }

    private static Found found(TextBlock block, Hit hit, long line, int column) {
        String value = new String(block.window().text(), hit.start(), hit.end() - hit.start(), StandardCharsets.UTF_8);
        return new Found(hit.type(), hit.confidence(), block.fields().at(hit.start()).path(), line, column, Mask.SHOWN.apply(hit.type().name(), value));
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** Counts lines as blocks go by. */
    private final class Lines implements Editor {

        private final Consumer<Found> into;
        private final LinePlace place = new LinePlace();

        Lines(Consumer<Found> into) {
            this.into = into;
        }

        /** It may have no lines. */
        @Override
        public void show(TextBlock block) {
            scanner.scan(block.window(), block.names()).forEach(hit -> into.accept(found(block, hit, 0, 0)));
        }

        @Override
        public List<Replacement> edit(TextBlock block) {
            Window window = block.window();
            int at = window.from();
            for (Hit hit : scanner.scan(window, block.names())) {
                place.over(window.text(), at, hit.start());
                at = Math.max(at, hit.start());
                into.accept(found(block, hit, place.line(), place.column()));
            }
            place.over(window.text(), at, window.to());
            return List.of();
        }
    }
}
