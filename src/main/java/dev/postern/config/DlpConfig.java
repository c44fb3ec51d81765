package dev.postern.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A profile of data-loss prevention, which routes name under {@code inspect: {dlp: NAME}}.
 *
 * @param name         unique
 * @param mode         whether what rules say is carried out
 * @param keys         the file of the keys for tokens, envelopes, fingerprints and keyed hashes
 * @param gitleaks a file in gitleaks' format with the rules that find credentials; empty for those built in
 * @param custom       patterns of the user's own
 * @param dictionaries words and phrases of the user's own
 * @param exactData    indexes of the user's own tables
 * @param rules        what becomes of what; the first that fits decides
 * @param request      bodies on their way in
 * @param response     and on their way back
 */
public record DlpConfig(Located<String> name, Mode mode, Optional<Located<Path>> keys, Optional<Located<Path>> gitleaks, List<Custom> custom, List<Dictionary> dictionaries,
        List<ExactData> exactData, List<Rule> rules, Body request, Body response) {

    public DlpConfig {
        custom = List.copyOf(custom);
        dictionaries = List.copyOf(dictionaries);
        exactData = List.copyOf(exactData);
        rules = List.copyOf(rules);
    }

    /** {@code REPORT}: everything goes on record, nothing is changed or refused. */
    public enum Mode { ENFORCE, REPORT }

    /**
     * @param type       its name, in capitals
     * @param pattern    in PCRE's syntax, linear
     * @param words      that make it likelier when they stand before it or name its field
     * @param confidence without them, 1 to 100
     */
    public record Custom(Located<String> type, Located<String> pattern, List<String> words, int confidence) {

        public Custom {
            words = List.copyOf(words);
        }
    }

    /** @param file a phrase a line */
    public record Dictionary(Located<String> type, Located<Path> file) {}

    /**
     * @param index of salted hashes, made by {@code postern dlp index}
     * @param key   the file of the key they were made with
     */
    public record ExactData(Located<String> type, Located<Path> index, Located<Path> key) {}

    /** Which messages. */
    public enum Direction { REQUEST, RESPONSE, BOTH }

    /** {@code RESTORE}: tokens and envelopes of these types become what they stand for. */
    public enum Action { REPORT, MASK, TOKENISE, ENCRYPT, BLOCK, RESTORE }

    /**
     * @param types     names of info types, their other names, categories in lower case, or {@code all}
     * @param fields    places in documents, with {@code *} for one step, and {@code header:NAME}; empty for everywhere
     * @param from      who asks; empty for everybody
     * @param threshold from which confidence on, 1 to 100
     */
    public record Rule(List<Located<String>> types, List<Located<String>> fields, Who from, Direction in, int threshold, Action action, Masking mask, Tokens tokens) {

        public Rule {
            types = List.copyOf(types);
            fields = List.copyOf(fields);
        }
    }

    /**
     * Any of these; when all are empty, everybody.
     *
     * @param providers whose users and groups are meant; empty for those of all
     */
    public record Who(List<String> users, List<String> groups, List<Located<String>> providers, List<String> workloads) {

        public Who {
            users = List.copyOf(users);
            groups = List.copyOf(groups);
            providers = List.copyOf(providers);
            workloads = List.copyOf(workloads);
        }
    }

    /**
     * @param style     whether characters are replaced one by one, the whole by a text, or by a keyed hash
     * @param with      the character, or the text
     * @param keepFirst letters and digits left as they are at the beginning
     * @param keepLast  and at the end
     */
    public record Masking(Style style, String with, int keepFirst, int keepLast) {

        /** Ways to hide. */
        public enum Style { CHARACTERS, TEXT, HASH }
    }

    /** @param luhn whether tokens of payment cards pass the check of payment cards, or never do */
    public record Tokens(Luhn luhn, int keepFirst, int keepLast) {

        /** The check digit of a token. */
        public enum Luhn { KEEP, BREAK }
    }

    /**
     * @param inspect    whether bodies are looked into
     * @param delivery   whether anything passes before the whole was seen
     * @param limit      octets that are held, with {@code HOLD}
     * @param unreadable what becomes of what cannot be read: an unknown coding or character set, an encrypted archive, more than the limit
     * @param documents  whether text is looked for in PDF, office files and archives
     */
    public record Body(Inspect inspect, Delivery delivery, long limit, Unreadable unreadable, Documents documents) {

        public enum Inspect { ON, OFF }

        public enum Delivery { HOLD, STREAM }

        public enum Unreadable { REFUSE, PASS }

        public enum Documents { ON, OFF }
    }
}
