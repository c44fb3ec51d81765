package dev.postern.protection;

import dev.postern.fuzz.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file of keys: keys or complaints, and no complaint shows a word of eight characters that stands in the file and not in every complaint. */
public final class KeyLinesFuzz {

    private static final String OURS = " line of the file of keys: word words instead of three the purpose is none of token, envelope, fingerprint the id is not 1 to 32 letters, digits, - and _"
            + " the key is not 32 octets in base64 this id stands there already for this purpose this key stands there already: each is for one purpose, under one id the file of keys has none ";

    private KeyLinesFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        List<String> complaints = new ArrayList<>();
        Optional<List<Key>> keys = new KeyLines(complaints::add).read(Text.latin(data));
        Text.same(keys.isPresent(), complaints.isEmpty(), "keys or complaints");
        for (String word : Text.latin(data).split("\\s+")) {
            Text.holds(word.length() < 8 || OURS.contains(word) || complaints.stream().noneMatch(complaint -> complaint.contains(word)), "a complaint shows " + word);
        }
    }
}
