package dev.postern.seclang;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/waf/seclang.md} are those of the code. {@code -Dpostern.golden.write=true} writes them afresh. */
final class SeclangPageTest {

    @Test
    void directives() throws IOException {
        Stream<String> structured = Arrays.stream(Grammar.values()).map(grammar -> row(grammar.written(), "yes", ""));
        Stream<String> settings = Arrays.stream(SettingName.values()).map(setting -> row(setting.written(), "yes", switch (setting.form()) {
            case CHOICE -> String.join(" or ", setting.choices().stream().map(choice -> '`' + choice + '`').toList());
            case NUMBER -> "a whole number from 0";
            case POSITIVE -> "a whole number from 1";
            case TEXT, TEXTS, NOTHING -> "";
        }));
        Stream<String> others = DirectiveName.OTHERS.stream().map(name -> switch (name) {
            case DirectiveName.WithoutEffect quiet -> row(quiet.written(), "read, without effect", quiet.reason());
            case DirectiveName.Unsupported not -> row(not.written(), "an error, unless `Off`", not.reason());
            case DirectiveName.Structured _, DirectiveName.Set _ -> throw new IllegalStateException(name.written());
        });
        PageTable.holds("directives", "| directive | supported | value, or why not |", Stream.of(structured, settings, others).flatMap(rows -> rows));
    }

    @Test
    void variables() throws IOException {
        PageTable.holds("variables", "| variable | supported | what, or why not |", Arrays.stream(Variable.values()).map(variable ->
                row(variable.name(), variable.isSupported() ? "yes" : "an error", variable.isSupported() ? variable.isCollection() ? "collection" : "" : variable.complaint())));
    }

    @Test
    void actions() throws IOException {
        PageTable.holds("actions", "| action | supported | why not |",
                Arrays.stream(ActionName.values()).map(name -> row(name.written(), name.complaint().isEmpty() ? "yes" : "an error", name.complaint())));
    }

    @Test
    void controls() throws IOException {
        PageTable.holds("controls", "| control | supported | why not |", Arrays.stream(CtlName.values()).map(name -> switch (name) {
            case AUDIT_ENGINE -> row(name.written(), "read, without effect", "what is recorded, and where, is configured under audit; a rule takes no exchange out of it");
            case AUDIT_LOG_PARTS, DEBUG_LOG_LEVEL -> row(name.written(), "read, without effect", "concerns ModSecurity's own logs");
            default -> row(name.written(), name.complaint().isEmpty() ? "yes" : "an error", name.complaint());
        }));
    }

    private static String row(String name, String supported, String more) {
        return "| `" + name + "` | " + supported + " | " + more + " |";
    }
}
