package dev.postern.operator;

import dev.postern.automaton.Found;
import dev.postern.fuzz.Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** An operator's name, its argument and a value, separated by zero octets: refused with a message, or it says the same twice, changes nothing, and says what the simplest reading says. */
public final class OperatorsFuzz {

    private static final int MAX = 4096;
    private static final String FILE = "# phrases, and networks\nunion select\n<script\n";

    private OperatorsFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String[] parts = Text.latin(data).split("\0", 3);
        if (data.length > MAX || parts.length < 3) {
            return;
        }
        Operator operator;
        try {
            operator = Operators.make(parts[0], parts[1], name -> Text.octets(parts[0].toLowerCase(Locale.ROOT).startsWith("ip") ? "10.0.0.0/8\n" : FILE));
        } catch (InvalidOperatorException refused) {
            Text.holds(!refused.getMessage().isEmpty(), "refused without a word");
            return;
        }
        byte[] value = Text.octets(parts[2]);
        FakeSubject subject = new FakeSubject(Map.of("tx.a", "a.b"));
        Found found = operator.test(value, subject);
        Text.same(parts[2], Text.latin(value), "the value was changed");
        Text.same(found, operator.test(value, new FakeSubject(Map.of("tx.a", "a.b"))), "twice not the same");
        if (found == Found.NO) {
            Text.holds(subject.captured().values().stream().allMatch("old"::equals), "captured without a match");
        }
        if (Macro.parse(parts[1]).isFixed()) {
            simple(parts[0].toLowerCase(Locale.ROOT), parts[1], parts[2], found == Found.YES);
        }
    }

    private static void simple(String name, String argument, String value, boolean found) {
        switch (name) {
            case "contains" -> Text.same(value.contains(argument), found, "contains");
            case "within" -> Text.same(argument.contains(value), found, "within");
            case "beginswith" -> Text.same(value.startsWith(argument), found, "beginsWith");
            case "endswith" -> Text.same(value.endsWith(argument), found, "endsWith");
            case "streq" -> Text.same(value.equals(argument), found, "streq");
            case "validateutf8encoding" -> Text.same(!isUtf8(value), found, "UTF-8");
            case "pm" -> {
                if (argument.chars().noneMatch(c -> c == '|' || c == '\\' || c == '"' || c >= 'A' && c <= 'Z') && value.chars().noneMatch(c -> c >= 'A' && c <= 'Z')) {
                    Text.same(Arrays.stream(argument.split("[ \\t\\n\\x0B\\f\\r]+")).anyMatch(phrase -> !phrase.isEmpty() && value.contains(phrase)), found, "pm");
                }
            }
            default -> { }
        }
    }

    private static boolean isUtf8(String value) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Text.octets(value)));
            return true;
        } catch (CharacterCodingException broken) {
            return false;
        }
    }
}
