package dev.postern.dlp;

import dev.postern.content.Document;
import dev.postern.content.Documents;
import dev.postern.content.Editor;
import dev.postern.content.Field;
import dev.postern.content.Limits;
import dev.postern.content.Replacement;
import dev.postern.content.TextBlock;
import dev.postern.content.UnreadableException;
import dev.postern.detect.InfoType;
import dev.postern.detect.Window;
import dev.postern.exchange.FieldText;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Memo;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The headers of one message before a plan. The values of an application's own are changed as the plan says; in others, in names and behind escapes (percent signs, the backslashes of quoted
 * strings) what would be changed is refused. For one thread, once.
 */
final class HeaderScan {

    private static final String TEXT = "text/plain";
    private static final String SCRIPT = "text/javascript";
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final Memo<Name> NAMES = new Memo<>(Name::of);

    private final Plan plan;
    private final Function<Plan, Redactor> changing;
    private final Function<Plan, Redactor> refusing;
    private final Map<String, List<String>> changed = new LinkedHashMap<>();
    private final Set<String> refused = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private Optional<InfoType> blocked = Optional.empty();
    private boolean unwritable;

    /** What there is to say about a header by its name alone. */
    private record Name(String folded, HeaderKind kind) {

        static Name of(String name) {
            return new Name(FieldText.folded(name), HeaderKind.of(name));
        }
    }

    /**
     * @param changing a redactor that carries out a plan
     * @param refusing one that refuses what a plan would change
     */
    HeaderScan(Plan plan, Function<Plan, Redactor> changing, Function<Plan, Redactor> refusing) {
        this.plan = plan;
        this.changing = changing;
        this.refusing = refusing;
    }

    /** Octets there are to look through. */
    static long bytes(Headers headers) {
        long[] sum = {0};
        headers.forEach((name, value) -> sum[0] += name.length() + value.length());
        return sum[0];
    }

    HeaderScan over(Headers headers) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> names.add(name));
        for (String name : names) {
            Name known = NAMES.of(name);
            Plan here = plan.inHeader(known.folded(), known.kind());
            if (!here.isEmpty()) {
                values(name, headers.all(name), here, known.kind());
            }
        }
        Plan ofNames = plan.inHeader("", HeaderKind.CREDENTIALS);
        if (!ofNames.isEmpty()) {
            names(names, ofNames);
        }
        return this;
    }

    /** All at once, since there is hardly ever anything in them. */
    private void names(Set<String> names, Plan here) {
        Redactor redactor = refusing.apply(here);
        read("", octets(words(String.join("\n", names))), TEXT, redactor);
        if (redactor.blocked().isPresent()) {
            names.forEach(name -> refuses(name, octets(words(name)), TEXT, here));
            blocked = blocked.or(redactor::blocked);
        }
    }

    /** A number behind a letter and a hyphen looks like a part of something longer. */
    private static String words(String names) {
        return names.replace('-', ' ').replace('_', ' ');
    }

    /** The values of the headers that are to change, all of each. */
    Map<String, List<String>> changed() {
        return changed;
    }

    /** The first that must not pass. */
    Optional<InfoType> blocked() {
        return blocked;
    }

    /** The headers with something that must not pass. */
    Set<String> refused() {
        return refused;
    }

    /** Whether what was to stand in a header cannot: it would be two. */
    boolean isUnwritable() {
        return unwritable;
    }

    private void values(String name, List<String> values, Plan here, HeaderKind kind) {
        List<String> after = new ArrayList<>(values.size());
        for (String value : values) {
            after.add(value(name, value, here, kind));
        }
        if (!after.equals(values)) {
            changed.put(name, after);
        }
    }

    private String value(String name, String value, Plan here, HeaderKind kind) {
        byte[] octets = octets(value);
        Redactor redactor = (kind.mayChange() ? changing : refusing).apply(here);
        byte[] out = read(name, octets, TEXT, redactor);
        settle(name, redactor);
        String text = redactor.changed() ? new String(out, StandardCharsets.ISO_8859_1) : value;
        if (!FieldText.isValue(text)) {
            unwritable = true;
            return value;
        }
        hidden(name, text, redactor.hasNoted() ? here.intervening() : here);
        return text;
    }

    /** What others will see who take escapes off. */
    private void hidden(String name, String text, Plan here) {
        if (here.isEmpty()) {
            return;
        }
        if (text.indexOf('%') >= 0 || text.indexOf('+') >= 0) {
            refuses(name, octets(text), FORM, here);
        }
        if (text.contains("\\u")) {
            refuses(name, octets(text), SCRIPT, here);
        }
        if (text.indexOf('\\') >= 0) {
            refuses(name, octets(text.replace("\\", "")), TEXT, here);
        }
    }

    private void refuses(String name, byte[] octets, String type, Plan here) {
        Redactor redactor = refusing.apply(here);
        read(name, octets, type, redactor);
        settle(name, redactor);
    }

    private void settle(String name, Redactor redactor) {
        if (redactor.blocked().isPresent()) {
            blocked = blocked.or(redactor::blocked);
            refused.add(name);
        }
    }

    private static byte[] octets(String value) {
        return value.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] read(String name, byte[] octets, String type, Redactor redactor) {
        String place = "header:" + name.toLowerCase(Locale.ROOT);
        if (type.equals(TEXT) && isPlain(octets)) {
            return plain(octets, place, redactor);
        }
        try (Document document = Documents.open(type, new Placed(redactor, place), Limits.DEFAULT)) {
            byte[] first = document.add(octets);
            byte[] rest = document.end();
            byte[] all = Arrays.copyOf(first, first.length + rest.length);
            System.arraycopy(rest, 0, all, first.length, rest.length);
            return all;
        } catch (UnreadableException never) {
            throw new IllegalStateException("text without a character set is read", never);
        }
    }

    /** Whether it means itself, whatever it is taken for. */
    private static boolean isPlain(byte[] octets) {
        for (byte octet : octets) {
            if (octet == '{' || octet == '[' || octet == '<' || octet == '&' || octet == '\\') {
                return false;
            }
        }
        return octets.length <= Window.MOST_HIT_BYTES;
    }

    private static byte[] plain(byte[] octets, String place, Redactor redactor) {
        Field field = new Field(place, 0, octets.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream(octets.length);
        int at = 0;
        for (Replacement replacement : redactor.edit(new TextBlock(Window.whole(octets), index -> field))) {
            out.write(octets, at, replacement.start() - at);
            out.writeBytes(replacement.with());
            at = replacement.end();
        }
        out.write(octets, at, octets.length - at);
        return out.toByteArray();
    }

    /** The header is the field, whatever its value looks like. */
    private record Placed(Redactor redactor, String place) implements Editor {

        @Override
        public List<Replacement> edit(TextBlock block) {
            return redactor.edit(placed(block));
        }

        @Override
        public void show(TextBlock block) {
            redactor.show(placed(block));
        }

        private TextBlock placed(TextBlock block) {
            return new TextBlock(block.window(), index -> {
                Field field = block.fields().at(index);
                return new Field(place, field.from(), field.to());
            });
        }
    }
}
