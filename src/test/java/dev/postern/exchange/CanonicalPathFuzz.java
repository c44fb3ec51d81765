package dev.postern.exchange;

import dev.postern.fuzz.Text;
import java.net.URI;
import java.util.List;

/** A path that passes has one spelling, says what the raw one said, and hides no way up, no second separator and no parameter. */
public final class CanonicalPathFuzz {

    private CanonicalPathFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String raw = Text.latin(data);
        String path;
        try {
            path = CanonicalPath.parse(raw).value();
        } catch (RefusedException refused) {
            return;
        }
        Text.same(path, CanonicalPath.parse(path).value(), "canonical twice");
        Text.same(Text.hex(Text.percentDecoded(raw)), Text.hex(Text.percentDecoded(path)), "says something else");
        Text.same(path, URI.create("https://h.test" + path).normalize().getRawPath(), "a URI library reads another path");
        String decoded = Text.utf8(Text.percentDecoded(path));
        for (String segment : List.of(decoded.substring(1).split("/", -1))) {
            Text.holds(!segment.equals(".") && !segment.equals(".."), "dot segment in " + path);
        }
        Text.holds(!decoded.contains("//") && decoded.chars().noneMatch(c -> c == '\\' || c == ';' || Character.isISOControl(c)), "ambiguous: " + path);
        Text.holds(path.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '?' && c != '#'), "not visible ASCII: " + path);
    }
}
