package dev.postern.dlp;

import dev.postern.detect.FieldNames;
import dev.postern.detect.Hit;
import dev.postern.detect.Scanner;
import dev.postern.detect.Thresholds;
import dev.postern.detect.Window;
import dev.postern.protection.Mask;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** What the record says of a request in the client's own words (path, names, agent), with whatever should be nowhere masked. Any thread; linear. */
public final class RecordText {

    /** Text with fewer digits and no longer run of letters and digits than this holds nothing that is looked for. */
    private static final int FEW_DIGITS = 5;
    private static final int SHORT_RUN = 16;

    private static final int MAX_REMEMBERED_CHARS = 256;

    private final Scanner scanner;
    /** Texts in which nothing was found: agents, names and paths come again and again. What was found is never kept. A race loses an entry, no more. */
    private final AtomicReferenceArray<String> clean = new AtomicReferenceArray<>(512);

    private RecordText(Scanner scanner) {
        this.scanner = scanner;
    }

    /** One for the whole process, since it takes a moment to make; asked for first where a moment does not matter. */
    private static final class Standard {

        static final RecordText TEXT = new RecordText(scanner());
    }

    public static RecordText standard() {
        return Standard.TEXT;
    }

    private static Scanner scanner() {
        Map<String, Integer> thresholds = new HashMap<>();
        ContentScan.usual(Sources.BUILT_IN).forEach(type -> thresholds.put(type, Hit.LIKELY));
        return new Scanner(Sources.BUILT_IN.finders(thresholds.keySet()), new Thresholds(Hit.CERTAIN, thresholds));
    }

    public String masked(String text) {
        if (isHarmless(text)) {
            return text;
        }
        int place = Math.floorMod(text.hashCode(), clean.length());
        if (text.equals(clean.getPlain(place))) {
            return text;
        }
        String masked = scanned(text);
        if (masked.equals(text) && text.length() <= MAX_REMEMBERED_CHARS) {
            clean.setRelease(place, text);
        }
        return masked;
    }

    private String scanned(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        List<Hit> hits = scanner.scan(Window.whole(octets), FieldNames.NONE);
        if (!hits.isEmpty()) {
            return replaced(octets, hits);
        }
        String plain = unescaped(text);
        return plain.equals(text) ? text : hidden(text, plain.getBytes(StandardCharsets.UTF_8));
    }

    /** What shows only without its escapes is recorded without them. */
    private String hidden(String text, byte[] plain) {
        List<Hit> hits = scanner.scan(Window.whole(plain), FieldNames.NONE);
        return hits.isEmpty() ? text : replaced(plain, hits);
    }

    private static String unescaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
            out.append(low >= 0 && (high << 4 | low) >= ' ' && high < 8 ? (char) (high << 4 | low) : c == '+' ? ' ' : c);
            i += low >= 0 ? 2 : 0;
        }
        return out.toString();
    }

    private static boolean isHarmless(String text) {
        int digits = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            digits += digit ? 1 : 0;
            run = digit || Character.isLetter(c) ? run + 1 : 0;
            if (digits >= FEW_DIGITS || run > SHORT_RUN) {
                return false;
            }
        }
        return true;
    }

    private static String replaced(byte[] octets, List<Hit> hits) {
        StringBuilder out = new StringBuilder(octets.length);
        int at = 0;
        for (Hit hit : hits) {
            out.append(new String(octets, at, hit.start() - at, StandardCharsets.UTF_8));
            out.append(Mask.SHOWN.apply(hit.type().name(), new String(octets, hit.start(), hit.end() - hit.start(), StandardCharsets.UTF_8)));
            at = hit.end();
        }
        return out.append(new String(octets, at, octets.length - at, StandardCharsets.UTF_8)).toString();
    }
}
