package dev.postern.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** Text without sensitive data, of the kinds that pass a gateway: the same for the same seed. */
final class CleanTexts {

    private static final List<String> GIVEN = List.of("Ada", "Bruno", "Chiara", "Dmitri", "Elif", "Fatima", "Greta", "Hiro", "Ines", "Jonas", "Kemal", "Lucía", "Mei", "Noah", "Olga", "Priya");
    private static final List<String> FAMILY = List.of("Almeida", "Becker", "Castillo", "Dubois", "Eriksen", "Fischer", "Garcia", "Haddad", "Ivanova", "Jensen", "Kowalski", "Larsen", "Moreau");
    private static final List<String> WORDS = List.of((
            "the of and to in is that it for as was with be by on not he his but at are this have from or had an they which one you were all her she there would their we him been "
            + "has when who will no more if out so up said what its about than into them can only other time new some could these two may first then do any like my now over such "
            + "our man me even most made after also did many off before must well back through years where much your way down should because long each just state those people too "
            + "how little good world make very still see own work day get here old life both between being under three never know same last another while us might great go come "
            + "since against right came take used himself few house use during without again place around however home small found thought went say part once general high upon "
            + "school every delivery warehouse shipment customer jacket quantity measurement temperature configuration documentation performance environment understanding "
            + "responsibility").split(" "));

    private final Random random;

    private CleanTexts(long seed) {
        random = new Random(seed);
    }

    /** An answer of a program's interface: names, ids, times, prices. */
    static byte[] api(int octets) {
        CleanTexts text = new CleanTexts(1);
        StringBuilder out = new StringBuilder("{\"items\":[");
        while (out.length() < octets) {
            text.item(out);
        }
        return out.append("{}]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Lines of a log, with hashes. */
    static byte[] log(int octets) {
        CleanTexts text = new CleanTexts(2);
        StringBuilder out = new StringBuilder();
        while (out.length() < octets) {
            text.line(out);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] prose(int octets) {
        CleanTexts text = new CleanTexts(3);
        StringBuilder out = new StringBuilder();
        while (out.length() < octets) {
            text.sentence(out);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void item(StringBuilder out) {
        out.append("{\"id\":").append(random.nextInt(1, 9_000_000)).append(",\"uuid\":\"").append(uuid()).append("\",\"name\":\"").append(any(GIVEN)).append(' ').append(any(FAMILY))
                .append("\",\"created_at\":\"").append(time()).append("\",\"updatedAt\":").append(1_700_000_000_000L + random.nextInt()).append(",\"status\":\"").append(any(List.of("active", "pending", "shipped")))
                .append("\",\"title\":\"").append(any(WORDS)).append(' ').append(any(WORDS)).append(' ').append(any(WORDS)).append("\",\"quantity\":").append(random.nextInt(20)).append(",\"price\":")
                .append(String.format(Locale.ROOT, "%.2f", random.nextDouble() * 900)).append(",\"currency\":\"EUR\",\"tags\":[\"").append(any(WORDS)).append("\",\"").append(any(WORDS))
                .append("\"],\"active\":").append(random.nextBoolean()).append(",\"score\":").append(random.nextDouble()).append(",\"links\":{\"self\":\"/api/v1/items/").append(random.nextInt(1, 9_000_000))
                .append("\"},\"description\":\"");
        sentence(out);
        out.append("\"},");
    }

    private void line(StringBuilder out) {
        out.append("{\"ts\":\"").append(time()).append("\",\"level\":\"").append(any(List.of("INFO", "DEBUG", "WARN"))).append("\",\"logger\":\"com.shop.order.").append(any(FAMILY)).append("Service\",\"trace_id\":\"")
                .append(hex(32)).append("\",\"span_id\":\"").append(hex(16)).append("\",\"msg\":\"").append(any(WORDS)).append(' ').append(any(WORDS)).append(" took ").append(random.nextInt(2_000))
                .append(" ms\",\"commit\":\"").append(hex(40)).append("\",\"digest\":\"sha256:").append(hex(64)).append("\",\"thread\":\"worker-").append(random.nextInt(16)).append("\",\"bytes\":")
                .append(random.nextInt(1_000_000)).append(",\"request_id\":\"").append(uuid()).append("\",\"duration_ns\":").append(random.nextLong(1L << 36)).append("}\n");
    }

    private void sentence(StringBuilder out) {
        String first = any(WORDS);
        out.append(Character.toUpperCase(first.charAt(0))).append(first.substring(1));
        for (int words = random.nextInt(4, 18); words > 0; words--) {
            out.append(random.nextInt(9) == 0 ? ", " : " ").append(any(WORDS));
        }
        out.append(". ");
    }

    private String time() {
        return String.format(Locale.ROOT, "20%02d-%02d-%02dT%02d:%02d:%02d.%03dZ", random.nextInt(20, 27), random.nextInt(1, 13), random.nextInt(1, 29), random.nextInt(24), random.nextInt(60), random.nextInt(60),
                random.nextInt(1_000));
    }

    private String uuid() {
        return new UUID(random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() >>> 2 | 1L << 63).toString();
    }

    private String hex(int digits) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            out.append(Character.forDigit(random.nextInt(16), 16));
        }
        return out.toString();
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
