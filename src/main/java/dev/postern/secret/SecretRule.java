package dev.postern.secret;

import dev.postern.automaton.BytePattern;
import dev.postern.detect.InfoType;
import java.util.List;
import java.util.Optional;

/**
 * One rule, compiled.
 *
 * @param pattern     what is searched for, without its lead; empty: the file's name alone decides
 * @param lead        what may stand before it and belongs to the match that allow lists see
 * @param secretGroup which group is the secret; 0: the first that is not empty, or the whole
 * @param keywords    in lower case, one of which must stand in a match or beside it; empty: none needs to
 * @param entropy     the secret's must be higher, in bits for each octet; 0: any will do
 * @param path        of the names of files that it is for
 */
record SecretRule(InfoType type, Optional<Pattern> pattern, Lead lead, int secretGroup, List<String> keywords, double entropy, Optional<BytePattern> path, List<Allowlist> allowlists, Sort sort) {

    /** How much a match tells. */
    enum Sort {
        /** It begins with a text that its issuer gives such secrets. */
        DISTINCTIVE,
        /** Something of the right form is assigned to a name, or looks like it. */
        NAMED,
        /** Something that looks random is assigned to a name that any program may use. */
        GENERIC
    }

    SecretRule {
        keywords = List.copyOf(keywords);
        allowlists = List.copyOf(allowlists);
    }

    /**
     * @param part  as it was read, without the lead
     * @param exact the same for searching
     * @param anchor where it is looked for
     * @param keyworded whether each of its matches contains a key word because of how it begins
     */
    record Pattern(Part part, Exact exact, Anchor anchor, boolean keyworded) {}

    /** So many octets of a set, the fewer the better, that a pattern begins with: what is behind them is found without them. */
    record Lead(Octets set, int most) {
        static final Lead NONE = new Lead(Octets.NONE, 0);

        /** Where a match begins whose pattern without the lead begins here. */
        int start(byte[] text, int from) {
            int start = from;
            while (start > 0 && from - start < most && set.contains(text[start - 1] & 0xff)) {
                start--;
            }
            return start;
        }
    }
}
