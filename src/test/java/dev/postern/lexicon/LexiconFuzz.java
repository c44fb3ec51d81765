package dev.postern.lexicon;

import dev.postern.detect.Category;
import dev.postern.detect.Finder;
import dev.postern.detect.InfoType;
import dev.postern.fuzz.Text;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A text of which the first octet says where it is cut: dictionary, pattern and exact data find in the parts what they find in the whole, and a table made of the text is read or refused. */
public final class LexiconFuzz {

    private static final int LONGEST = 4000;
    private static final InfoType TYPE = InfoType.of("FUZZED", Category.CUSTOM, "something");
    private static final ExactKey KEY = ExactKey.of(new byte[32]);
    private static final List<Finder> FINDERS = finders();

    private LexiconFuzz() {}

    private static List<Finder> finders() {
        try {
            return List.of(
                    Dictionary.of(TYPE, 80, List.of("heron", "blue heron", "é", "a", "C++", "机")),
                    CustomPattern.of(new CustomPattern.Definition(TYPE, "E([0-9 ]{2,8})x?", 1, List.of("key"), List.of("staff"), Validator.LUHN, 50)),
                    new ExactData(TYPE, ExactIndexer.make(new StringReader("n,a,c\nAnna Müller,4711-0815,x y z 1\nBob,4711-0816,q7q7\n"), ',', List.of(), KEY)));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 2 || data.length > LONGEST) {
            return;
        }
        byte[] text = Arrays.copyOfRange(data, 1, data.length);
        for (Finder finder : FINDERS) {
            Text.same(Parts.whole(finder, text), Parts.cut(finder, text, (data[0] & 0xff) * text.length / 255), "the parts have other hits");
        }
        table(new String(text, StandardCharsets.UTF_8));
    }

    /** The first value of a table is found where it stands alone. */
    private static void table(String csv) {
        try {
            ExactIndex index = ExactIndexer.make(new StringReader(csv), ',', List.of(), KEY);
            Csv records = new Csv(new StringReader(csv), ',');
            records.record();
            List<String> first = records.record();
            String value = first.isEmpty() ? "" : first.getFirst();
            byte[] octets = value.getBytes(StandardCharsets.UTF_8);
            boolean plain = value.chars().allMatch(c -> c < 0x80 && NormalForm.inWord(c)) && octets.length >= ExactIndexer.SHORTEST && octets.length <= ExactColumn.LONGEST;
            Text.holds(!plain || !Parts.whole(new ExactData(TYPE, index), octets).isEmpty(), "a value is not found");
        } catch (IOException refused) {
            Text.holds(!refused.getMessage().isEmpty(), "refused without a reason");
        }
    }
}
