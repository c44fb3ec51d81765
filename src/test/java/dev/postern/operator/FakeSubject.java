package dev.postern.operator;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A transaction that knows some variables and remembers what is captured. */
final class FakeSubject implements Subject {

    private final Map<String, String> variables;
    private final Map<Integer, String> captured = new TreeMap<>();

    FakeSubject(Map<String, String> variables) {
        this.variables = variables;
        for (int group = 0; group < 10; group++) {
            captured.put(group, "old");
        }
    }

    Map<Integer, String> captured() {
        return captured;
    }

    @Override
    public byte[] expand(Macro macro) {
        StringBuilder text = new StringBuilder();
        for (Macro.Piece piece : macro.pieces()) {
            text.append(switch (piece) {
                case Macro.Piece.Literal literal -> new String(literal.octets(), StandardCharsets.ISO_8859_1);
                case Macro.Piece.Reference(String variable, String member) -> variables.getOrDefault(variable + '.' + member, "");
            });
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean capturing() {
        return true;
    }

    @Override
    public void captured(int group, byte[] text) {
        captured.put(group, new String(text, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void cleared(int group) {
        captured.keySet().removeIf(known -> known >= group);
    }
}
