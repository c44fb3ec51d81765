package dev.postern.secret;

import dev.postern.automaton.Phrases;
import dev.postern.detect.Hit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How likely it is that what is assigned to a name such as {@code key} or {@code token} is a secret: the name must be one of a secret, and the value must look random. Names are taken apart into
 * words, {@code nextPageToken} is {@code next page token}; the last says what it is.
 */
final class Plausibility {

    /** What has the form alone. */
    static final int FORM = 40;
    private static final int PLACEHOLDER = 10;
    private static final int RANDOM = 75;

    private static final Set<String> PASSWORDS = Set.of("password", "passwd", "passphrase", "pwd");
    private static final Set<String> SECRETS = Set.of("secret", "secrets", "token", "credential", "credentials", "creds", "apikey", "apitoken", "accesskey", "accesstoken", "authtoken", "authkey",
            "secretkey", "privatekey", "clientsecret");
    private static final Set<String> OF_KEYS = Set.of("api", "access", "auth", "secret", "private", "signing", "encryption", "master", "account", "storage", "shared", "deploy", "admin", "service");
    /** Before a last word: what is no secret all the same. */
    private static final Set<String> PUBLIC = Set.of("next", "previous", "prev", "page", "continuation", "continue", "sync", "cursor", "csrf", "xsrf", "public", "pub", "cancellation", "lexer",
            "parser", "device", "push", "upload", "resume", "etag");
    private static final Phrases PLACEHOLDERS = Phrases.of(Stream.of("example", "changeme", "placeholder", "xxxx", "****", "....", "your", "dummy", "sample", "redacted", "todo", "0000", "1111",
            "1234567", "abcdefg", "insert", "replace", "default", "testtest").map(word -> word.getBytes(StandardCharsets.US_ASCII)).toList());

    private Plausibility() {}

    /**
     * @param name    what stands before the value, from the beginning of the name on
     * @param value   the value
     * @param entropy its entropy, bits for each octet
     */
    static int of(byte[] name, byte[] value, double entropy) {
        if (PLACEHOLDERS.find(value) >= 0) {
            return PLACEHOLDER;
        }
        List<String> words = words(name);
        if (words.isEmpty() || words.subList(0, words.size() - 1).stream().anyMatch(PUBLIC::contains)) {
            return FORM;
        }
        String last = words.getLast();
        boolean password = PASSWORDS.contains(last);
        boolean secret = password || SECRETS.contains(last) || last.equals("key") && words.size() > 1 && OF_KEYS.contains(words.get(words.size() - 2));
        if (!secret || !random(value, password)) {
            return FORM;
        }
        return value.length >= 16 && entropy > 3 ? RANDOM : Hit.LIKELY;
    }

    /** Whether kinds of octets change as often as in random text, which words and names of programs do not do. */
    private static boolean random(byte[] value, boolean password) {
        int changes = 0;
        int digits = 0;
        int symbols = 0;
        for (int i = 0; i < value.length; i++) {
            int kind = kind(value[i]);
            digits += kind == 'd' ? 1 : 0;
            symbols += kind == '-' ? 1 : 0;
            int before = i == 0 ? kind : kind(value[i - 1]);
            // A capital and then small letters are the beginning of a word.
            changes += kind != before && !(before == 'U' && kind == 'l') && kind != '-' && before != '-' ? 1 : 0;
        }
        boolean mixed = digits > 0 && symbols + changes >= 2;
        return password && value.length <= 24 ? mixed : digits > 0 && changes * 4 >= value.length - symbols;
    }

    private static int kind(byte octet) {
        return octet >= '0' && octet <= '9' ? 'd' : octet >= 'a' && octet <= 'z' ? 'l' : octet >= 'A' && octet <= 'Z' ? 'U' : '-';
    }

    /** Of the name at the beginning of this, in lower case. */
    static List<String> words(byte[] name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= name.length; i++) {
            int kind = i == name.length ? '-' : kind(name[i]);
            boolean begins = kind == 'U' && (i == 0 || kind(name[i - 1]) != 'U' || i + 1 < name.length && kind(name[i + 1]) == 'l' && kind(name[i - 1]) == 'U');
            if ((kind == '-' || begins || kind == 'd') && !word.isEmpty()) {
                words.add(word.toString().toLowerCase(Locale.ROOT));
                word.setLength(0);
            }
            if (i < name.length && kind == '-' && name[i] != '_' && name[i] != '-' && name[i] != '.' && !words.isEmpty()) {
                return words;
            }
            if (kind == 'l' || kind == 'U') {
                word.append((char) name[i]);
            }
        }
        return words;
    }
}
