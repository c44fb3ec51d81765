package dev.postern.protection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The lines of a {@link KeyFile}. A complaint names the line and shows nothing of it: what stands in the wrong place may be a key. */
final class KeyLines {

    private final Consumer<String> complaints;
    private final List<Key> keys = new ArrayList<>();
    private boolean wrong;

    KeyLines(Consumer<String> complaints) {
        this.complaints = complaints;
    }

    Optional<List<Key>> read(String text) {
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                line(i + 1, line);
            }
        }
        if (keys.isEmpty() && !wrong) {
            complain("the file of keys has none");
        }
        if (keys.size() > KeyFile.MOST_KEYS) {
            complain("the file of keys has " + keys.size() + ", more than " + KeyFile.MOST_KEYS);
        }
        return wrong ? Optional.empty() : Optional.of(List.copyOf(keys));
    }

    private void complain(String what) {
        wrong = true;
        complaints.accept(what);
    }

    private void line(int number, String line) {
        String at = "line " + number + " of the file of keys: ";
        String[] words = line.split("[ \t]+");
        if (words.length != 3) {
            complain(at + words.length + (words.length == 1 ? " word" : " words") + " instead of three");
            return;
        }
        Optional<Key.Purpose> purpose = purpose(words[0]);
        Optional<byte[]> secret = secret(words[2]);
        if (purpose.isEmpty()) {
            complain(at + "the purpose is none of token, envelope, fingerprint");
        } else if (!Key.isId(words[1])) {
            complain(at + "the id is not 1 to " + Key.MOST_ID_CHARACTERS + " letters, digits, - and _");
        } else if (secret.isEmpty()) {
            complain(at + "the key is not " + Key.BYTES + " octets in base64");
        } else {
            add(at, new Key(words[1], purpose.get(), secret.get()));
        }
    }

    private void add(String at, Key key) {
        if (keys.stream().anyMatch(other -> other.purpose() == key.purpose() && other.id().equals(key.id()))) {
            complain(at + "this id stands there already for this purpose");
        } else if (keys.stream().anyMatch(key::sameSecret)) {
            complain(at + "this key stands there already: each is for one purpose, under one id");
        } else {
            keys.add(key);
        }
    }

    private static Optional<Key.Purpose> purpose(String word) {
        return Arrays.stream(Key.Purpose.values()).filter(purpose -> purpose.name().toLowerCase(Locale.ROOT).equals(word)).findFirst();
    }

    /** Whole, strict, and no placeholder: octets that are all alike are what somebody put there for a moment. */
    private static Optional<byte[]> secret(String word) {
        try {
            byte[] secret = Base64.getDecoder().decode(word);
            boolean alike = secret.length > 0 && new String(secret, StandardCharsets.ISO_8859_1).chars().distinct().count() == 1;
            return secret.length == Key.BYTES && !alike ? Optional.of(secret) : Optional.empty();
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }
}
