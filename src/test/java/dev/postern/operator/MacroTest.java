package dev.postern.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class MacroTest {

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (Macro.Piece piece : Macro.parse(text).pieces()) {
            shown.append(switch (piece) {
                case Macro.Piece.Literal literal -> '"' + new String(literal.octets(), StandardCharsets.ISO_8859_1) + '"';
                case Macro.Piece.Reference(String variable, String member) -> '<' + variable + '|' + member + '>';
            });
        }
        return shown.toString();
    }

    @Test
    void textAndReferencesAreToldApart() {
        assertEquals("", shown(""));
        assertEquals("\"a\"<tx|b.c>\"d\"<REMOTE_ADDR|><ARGS|x>", shown("a%{tx.b.c}d%{REMOTE_ADDR}%{ARGS:x}"));
        assertEquals("\"50% {a} %{open\"", shown("50% {a} %{open"));
        assertEquals("<|><%{a|>\"}\"", shown("%{}%{%{a}}"));
    }

    @Test
    void textWithoutReferencesIsFixed() {
        assertEquals(true, Macro.parse("50%{").isFixed());
        assertEquals(false, Macro.parse("%{a}").isFixed());
    }
}
