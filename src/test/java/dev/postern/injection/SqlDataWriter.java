package dev.postern.injection;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes {@code src/main/resources/injection/sql.txt} from libinjection's {@code sqlparse_data.json}: {@code SqlDataWriter JSON TXT}. Lines of tab-separated fields: what
 * each octet begins, a letter for each; for each type of word its words; the fingerprints.
 */
public final class SqlDataWriter {

    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("WHITE", "_"), Map.entry("BANG", "!"), Map.entry("STR", "s"), Map.entry("HASH", "#"), Map.entry("MONEY", "$"),
            Map.entry("OP1", "1"), Map.entry("OP2", "2"), Map.entry("UNARY", "1"), Map.entry("LEFTPARENS", "c"), Map.entry("RIGHTPARENS", "c"),
            Map.entry("LEFTBRACE", "c"), Map.entry("RIGHTBRACE", "c"), Map.entry("COMMA", "c"), Map.entry("SEMICOLON", "c"), Map.entry("DASH", "-"),
            Map.entry("NUM", "0"), Map.entry("SLASH", "/"), Map.entry("OTHER", "?"), Map.entry("VAR", "@"), Map.entry("WORD", "w"), Map.entry("BSTRING", "b"),
            Map.entry("ESTRING", "e"), Map.entry("NQSTRING", "n"), Map.entry("QSTRING", "q"), Map.entry("USTRING", "u"), Map.entry("XSTRING", "x"),
            Map.entry("BWORD", "["), Map.entry("BACK", "\\"), Map.entry("TICK", "`"));

    private SqlDataWriter() {}

    public static void main(String[] args) throws IOException {
        JsonObject data = new JsonObject(Files.readString(Path.of(args[0])));
        StringBuilder text = new StringBuilder("# Generated from libinjection's sqlparse_data.json (BSD-3-Clause, see LICENSE beside this file). Do not edit.\n");
        text.append("characters\t");
        data.getJsonArray("charmap").forEach(name -> text.append(LETTERS.get(name.toString().replace("CHAR_", ""))));
        Map<String, TreeSet<String>> words = new TreeMap<>();
        for (Map.Entry<String, Object> word : data.getJsonObject("keywords")) {
            words.computeIfAbsent((String) word.getValue(), type -> new TreeSet<>()).add(word.getKey());
        }
        words.forEach((type, of) -> text.append("\nword ").append(type).append('\t').append(String.join("\t", of)));
        JsonArray fingerprints = data.getJsonArray("fingerprints");
        TreeSet<String> sorted = new TreeSet<>();
        fingerprints.forEach(fingerprint -> sorted.add(fingerprint.toString()));
        text.append("\nfingerprints\t").append(String.join("\t", sorted)).append('\n');
        Files.writeString(Path.of(args[1]), text, StandardCharsets.US_ASCII);
    }
}
