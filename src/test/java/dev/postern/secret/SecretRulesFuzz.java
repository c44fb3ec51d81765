package dev.postern.secret;

import dev.postern.detect.Hit;
import dev.postern.fuzz.Text;
import dev.postern.lexicon.Parts;
import java.util.Arrays;
import java.util.List;

/** A text of which the first octet says where it is cut: the parts have the hits of the whole; and whatever a rule's pattern matches anywhere, tried at every place for itself, is among them. */
public final class SecretRulesFuzz {

    private static final int LONGEST = 3000;
    private static final SecretRules RULES = SecretRules.builtIn();

    private SecretRulesFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 2 || data.length > LONGEST) {
            return;
        }
        byte[] text = Arrays.copyOfRange(data, 1, data.length);
        List<Hit> whole = Parts.whole(RULES, text);
        Text.same(whole, Parts.cut(RULES, text, (data[0] & 0xff) * text.length / 255), "the parts have other hits");
        for (SecretRule rule : RULES.rules()) {
            missed(rule, text, whole);
        }
    }

    private static void missed(SecretRule rule, byte[] text, List<Hit> hits) {
        SecretRule.Pattern pattern = rule.pattern().orElseThrow();
        int[] groups = pattern.exact().captures(text, 0);
        while (groups[0] >= 0) {
            int secret = 0;
            for (int group = groups.length / 2 - 1; group > 0; group--) {
                secret = groups[2 * group + 1] > groups[2 * group] ? group : secret;
            }
            byte[] value = Arrays.copyOfRange(text, groups[2 * secret], groups[2 * secret + 1]);
            int start = groups[2 * secret] - groups[0] > SecretRules.FAR ? groups[0] : groups[2 * secret];
            if (pattern.keyworded() && (rule.entropy() == 0 || Entropy.of(value) > rule.entropy())) {
                int match = groups[0];
                Text.holds(hits.stream().anyMatch(hit -> hit.start() == start && (hit.type().equals(rule.type()) || rule.sort() == SecretRule.Sort.GENERIC)) || shadowed(pattern, text, match, start),
                        rule.type() + " was missed at " + start);
            }
            groups = pattern.exact().captures(text, groups[0] + 1);
        }
    }

    /** Whether another match of the rule, which begins before, has the same beginning of its secret: that one decides. */
    private static boolean shadowed(SecretRule.Pattern pattern, byte[] text, int match, int start) {
        for (int at = Math.max(0, start - SecretRules.FAR); at < match; at++) {
            int[] groups = pattern.exact().captures(text, at);
            for (int group = 0; group < groups.length / 2; group++) {
                if (groups[2 * group] == start && groups[0] < match) {
                    return true;
                }
            }
        }
        return false;
    }
}
