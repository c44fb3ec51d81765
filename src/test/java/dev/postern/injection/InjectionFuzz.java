package dev.postern.injection;

import dev.postern.fuzz.Text;
import java.util.Arrays;
import java.util.Optional;

/** The detectors leave their input alone and say the same each time; a fingerprint has one to five letters; what cannot be an attack is none. */
public final class InjectionFuzz {

    private InjectionFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        byte[] kept = data.clone();
        Optional<String> fingerprint = SqlInjection.fingerprint(data);
        boolean script = CrossSiteScripting.found(data);
        Text.holds(Arrays.equals(kept, data), "changed its input");
        Text.same(fingerprint, SqlInjection.fingerprint(data), "another fingerprint the second time");
        Text.same(script, CrossSiteScripting.found(data), "another verdict the second time");
        fingerprint.ifPresent(types -> Text.holds(types.matches("[&sUfEnt1cTvoBXA;(),:k]{1,5}"), "a fingerprint of its own: " + types));
        String text = Text.latin(data);
        Text.holds(!script || text.matches("(?s).*[<=].*"), "a script without a tag or an attribute");
        Text.holds(fingerprint.isEmpty() || !text.matches("[a-zA-Z]*"), "an attack of one word");
        lengths(Text.latin(Printed.tokens(data)), data.length);
        html(data);
    }

    private static void lengths(String tokens, int length) {
        Text.holds(tokens.length() <= 6 * length, "more tokens than octets");
    }

    /** Tokens follow each other and lie within the value. */
    private static void html(byte[] data) {
        for (HtmlContext context : HtmlContext.values()) {
            HtmlTokenizer html = new HtmlTokenizer(data, context);
            int last = 0;
            while (html.next()) {
                Text.holds(html.from() >= last - 1 && html.to() >= html.from() && html.to() <= data.length, "a token out of its place");
                last = html.to();
            }
        }
    }
}
