package dev.postern.secret;

import dev.postern.automaton.Phrases;
import dev.postern.detect.Finder;
import dev.postern.detect.Hit;
import dev.postern.detect.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Searches of one window after another, of which it keeps none. For one thread.
 *
 * <p>Bound: what may match is held against patterns in {@value #PROVED_PER_OCTET} octets for each of the window's and {@value #PROVED_FREE} more. A text that asks for more is hostile; what may
 * match in its rest counts as found, likely.
 */
final class Search implements Finder.Searcher, Phrases.Told {

    private static final Octets NAME = Octets.WORD.or(Octets.of('-')).or(Octets.of('.'));

    static final int PROVED_PER_OCTET = 16;
    static final int PROVED_FREE = 1 << 20;
    private static final byte[] NOTHING = {};
    private static final int NOWHERE = -1;

    private final SecretRules rules;
    private final Consumer<Hit> into;
    private final Walker walker;
    private Window window = Window.whole(NOTHING);
    private byte[] text = NOTHING;
    private int first;
    private final List<Match> matches = new ArrayList<>();
    /** By phrase that stands inside of matches or beside them: the first place that was not tried because of it. */
    private final int[] untried;
    private boolean tried;
    private final List<Hit> keys = new ArrayList<>();
    private final List<Hit> unproven = new ArrayList<>();
    private long allowance;
    private int latest = NOWHERE;

    /** @param hitStart where the hit begins, see {@link SecretRules} */
    private record Match(int rule, int start, int end, int secretStart, int secretEnd, int hitStart) {}

    Search(SecretRules rules, Consumer<Hit> into) {
        this.rules = rules;
        this.into = into;
        walker = new Walker(rules.walks(), rules.rules().size());
        untried = new int[rules.phrases()];
    }

    @Override
    public void find(Window another) {
        if (rules.leavesOut()) {
            return;
        }
        on(another);
        allowance = PROVED_FREE + (long) PROVED_PER_OCTET * window.length();
        int last = Math.min(window.length(), window.to() + Anchor.BESIDE_BEFORE + Window.CONTEXT_BYTES);
        if (rules.everywhere()) {
            for (int at = first; at < window.to(); at++) {
                begin(at);
            }
        } else {
            rules.texts().each(text, first, last, this);
        }
        give();
        on(Window.whole(NOTHING));
    }

    private void on(Window another) {
        window = another;
        text = window.text();
        first = Math.max(0, window.from() - Window.CONTEXT_BYTES);
        walker.on(text, window.length());
        latest = NOWHERE;
        keys.clear();
        unproven.clear();
        matches.clear();
        if (tried) {
            Arrays.fill(untried, 0);
            tried = false;
        }
    }

    @Override
    public void phrase(int phrase, int start, int end) {
        if (phrase == rules.privateKeys() && start >= window.from() && start < window.to()) {
            PrivateKeys.at(text, window.length(), start).ifPresent(keys::add);
        }
        if (!rules.glance(phrase).mayMatch(text, window.length(), end)) {
            return;
        }
        int from = start - rules.before(phrase);
        int to = start - rules.least(phrase);
        if (from == to) {
            if (from != latest) {
                begin(from);
                latest = from;
            }
            return;
        }
        for (int at = Math.max(from, untried[phrase]); at <= to; at++) {
            begin(at);
        }
        untried[phrase] = to + 1;
        tried = true;
    }

    /** Tries what may begin here. */
    void begin(int at) {
        if (at < first || at >= window.to()) {
            return;
        }
        int end = walker.walk(at);
        if (walker.any()) {
            exactly(at, end);
        }
    }

    private void exactly(int at, int end) {
        int size = end - at;
        long[] found = walker.found().clone();
        int before = Math.max(0, at - 1);
        byte[] slice = allowance < size ? new byte[0] : Arrays.copyOfRange(text, before, Math.min(window.length(), end + 2));
        for (int word = 0; word < found.length; word++) {
            for (long bits = found[word]; bits != 0; bits &= bits - 1) {
                int rule = word * 64 + Long.numberOfTrailingZeros(bits);
                if (!rules.applies(rule)) {
                    continue;
                }
                if (allowance < size) {
                    unproven(rule, at, end);
                } else {
                    allowance -= size;
                    exactly(rule, slice, before, at);
                }
            }
        }
    }

    private void unproven(int rule, int at, int end) {
        if (at >= window.from()) {
            unproven.add(new Hit(rules.rules().get(rule).type(), at, end, Hit.LIKELY));
        }
    }

    private void exactly(int number, byte[] slice, int offset, int at) {
        SecretRule rule = rules.rules().get(number);
        SecretRule.Pattern pattern = rule.pattern().orElseThrow();
        int[] groups = pattern.exact().captures(slice, at - offset);
        if (groups[0] != at - offset || !pattern.keyworded() && !keyworded(rule, at, offset + groups[1])) {
            return;
        }
        int secret = secret(rule, groups);
        int start = offset + groups[2 * secret];
        int end = offset + groups[2 * secret + 1];
        while (secret == 0 && end > start && text[end - 1] == '\n') {
            end--;
        }
        if (end > start) {
            int near = pattern.anchor().least() < 0 ? Window.CONTEXT_BYTES - Anchor.BESIDE_BEHIND - 1 : SecretRules.FAR;
            matches.add(new Match(number, at, offset + groups[1], start, end, start - at > near ? at : start));
        }
    }

    private static int secret(SecretRule rule, int[] groups) {
        if (rule.secretGroup() > 0) {
            return groups[2 * rule.secretGroup()] < 0 ? 0 : rule.secretGroup();
        }
        for (int group = 1; group < groups.length / 2; group++) {
            if (groups[2 * group + 1] > groups[2 * group]) {
                return group;
            }
        }
        return 0;
    }

    /** Whether one of the rule's key words stands in a match or beside it. */
    private boolean keyworded(SecretRule rule, int start, int end) {
        int last = Math.max(start + Anchor.BESIDE_BEFORE, end);
        for (int at = Math.max(0, start - Anchor.BESIDE_BEHIND); at <= last && at < window.length(); at++) {
            for (String word : rule.keywords()) {
                if (stands(word, at)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean stands(String word, int at) {
        if (at + word.length() > window.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            int octet = text[at + i] & 0xff;
            if ((octet >= 'A' && octet <= 'Z' ? octet + 0x20 : octet) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Gives the hits that begin in the window's part: of a rule's matches with one beginning of the hit, that which begins first decides. */
    private void give() {
        keys.forEach(into);
        unproven.forEach(into);
        if (matches.isEmpty()) {
            return;
        }
        matches.sort(Comparator.comparingInt(Match::hitStart).thenComparingInt(Match::rule).thenComparingInt(Match::start));
        List<Hit> hits = new ArrayList<>();
        List<Hit> generic = new ArrayList<>();
        Match last = null;
        for (Match match : matches) {
            boolean decided = last != null && last.rule == match.rule && last.hitStart == match.hitStart;
            last = match;
            if (!decided && match.hitStart >= window.from() && match.hitStart < window.to()) {
                SecretRule rule = rules.rules().get(match.rule);
                int confidence = confidence(rule, match);
                if (confidence > 0) {
                    (rule.sort() == SecretRule.Sort.GENERIC ? generic : hits).add(new Hit(rule.type(), match.hitStart, match.secretEnd, confidence));
                }
            }
        }
        hits.forEach(into);
        Set<Integer> named = new HashSet<>();
        hits.forEach(hit -> named.add(hit.start()));
        generic.stream().filter(hit -> !named.contains(hit.start())).forEach(into);
    }

    private int confidence(SecretRule rule, Match match) {
        byte[] secret = Arrays.copyOfRange(text, match.secretStart, match.secretEnd);
        double entropy = Entropy.of(secret);
        if (rule.entropy() > 0 && entropy <= rule.entropy() || allowed(rule, match, secret)) {
            return 0;
        }
        return switch (rule.sort()) {
            case DISTINCTIVE -> rule.type().equals(PrivateKeys.TYPE) && PrivateKeys.program(secret) ? Plausibility.FORM : Hit.CERTAIN;
            case NAMED -> 80;
            case GENERIC -> Plausibility.of(Arrays.copyOfRange(text, nameStart(match.start), match.secretStart), secret, entropy);
        };
    }

    private int nameStart(int start) {
        return new SecretRule.Lead(NAME, 40).start(text, start);
    }

    private boolean allowed(SecretRule rule, Match match, byte[] secret) {
        if (rules.allowlists().isEmpty() && rule.allowlists().isEmpty()) {
            return false;
        }
        int start = rule.lead().start(text, match.start);
        int end = match.end;
        while (end > start && text[end - 1] == '\n') {
            end--;
        }
        byte[] whole = Arrays.copyOfRange(text, start, end);
        Allowlist.Seen seen = new Allowlist.Seen(secret, whole, line(match), rules.file());
        return allowed(rules.allowlists(), seen) || allowed(rule.allowlists(), seen);
    }

    private static boolean allowed(List<Allowlist> lists, Allowlist.Seen seen) {
        for (Allowlist list : lists) {
            if (list.allows(seen)) {
                return true;
            }
        }
        return false;
    }

    private byte[] line(Match match) {
        int start = match.start;
        while (start > Math.max(0, match.hitStart - Window.CONTEXT_BYTES) && text[start - 1] != '\n') {
            start--;
        }
        int end = match.end;
        while (end < Math.min(window.length(), match.end + Window.CONTEXT_BYTES) && text[end] != '\n') {
            end++;
        }
        return Arrays.copyOfRange(text, start, end);
    }
}
