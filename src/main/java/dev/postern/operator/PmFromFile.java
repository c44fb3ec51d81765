package dev.postern.operator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code @pmFromFile FILES}, {@code @pmf FILES}: one of the phrases in the files stands somewhere in the value, ignoring case; as {@code @pm} otherwise.
 *
 * <p>Argument: names of files separated by blanks, relative to the rule file. A file has one phrase on each line, blanks around it not counting; lines that begin with {@code #} are comments. As
 * in ModSecurity, a phrase of a single octet is passed over. At most 8 MiB a file.
 *
 * <p>Example: {@code SecRule ARGS "@pmFromFile unix-shell.data" "id:1,t:cmdLine,deny"}
 */
final class PmFromFile {

    private PmFromFile() {}

    static Operator of(String argument, DataFiles files) throws InvalidOperatorException {
        List<byte[]> phrases = new ArrayList<>();
        for (String name : argument.split("[ \\t\\n\\x0B\\f\\r]+")) {
            if (!name.isEmpty()) {
                read(new String(content(name, files), StandardCharsets.ISO_8859_1), phrases);
            }
        }
        if (phrases.isEmpty()) {
            throw new InvalidOperatorException("@pmFromFile has no phrase to look for", "a file with one phrase on each line");
        }
        return Pm.of(phrases);
    }

    static byte[] content(String name, DataFiles files) throws InvalidOperatorException {
        if (name.startsWith("https://")) {
            throw new InvalidOperatorException("files are not fetched from elsewhere", "a path relative to the rule file");
        }
        return files.read(name);
    }

    private static void read(String content, List<byte[]> phrases) {
        int from = 0;
        while (from < content.length()) {
            int feed = content.indexOf('\n', from);
            int next = feed < 0 ? content.length() : feed + 1;
            // With its line feed: ModSecurity takes double quotes away only where the last line has none.
            String line = content.substring(from, next);
            String phrase = trimmed(PhraseText.read(line).map(text -> new String(text, StandardCharsets.ISO_8859_1)).orElse(line));
            if (phrase.length() > 1 && phrase.charAt(0) != '#') {
                phrases.add(phrase.getBytes(StandardCharsets.ISO_8859_1));
            }
            from = next;
        }
    }

    private static String trimmed(String line) {
        int from = 0;
        int until = line.length();
        while (from < until && Blank.is(line.charAt(from))) {
            from++;
        }
        while (until > from && Blank.is(line.charAt(until - 1))) {
            until--;
        }
        return line.substring(from, until);
    }
}
