package dev.postern.secret;

import dev.postern.automaton.Found;
import dev.postern.automaton.PhraseStarts;
import dev.postern.config.Problems;
import dev.postern.detect.Finder;
import dev.postern.detect.Hit;
import dev.postern.detect.InfoType;
import dev.postern.detect.Window;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds credentials by rules in gitleaks' layout: a pattern in RE2's syntax, key words, entropy, allow lists. One pass over the text looks for the texts that matches begin with or contain; from
 * each a walk through one automaton of all patterns tells which rules may match there and where at most it ends; those are then held against these octets alone.
 *
 * <p>A hit covers the secret, or all of the match where the secret stands more than {@value #FAR} octets behind its beginning. A rule whose key word is no part of its pattern asks for one from
 * {@value Anchor#BESIDE_BEHIND} octets before the match to {@value Anchor#BESIDE_BEFORE} behind its beginning; gitleaks asks for one anywhere in the file. A match at each beginning counts, where
 * gitleaks goes on behind the one before. Of a private key longer than {@link Window#MOST_HIT_BYTES} the hit covers the beginning, see {@link PrivateKeys}.
 *
 * <p>Rules for certain files hold for all text unless the file's name is known, see {@link #forFile}. Immutable, for any thread.
 */
public final class SecretRules implements Finder {

    static final int FAR = Window.CONTEXT_BYTES - 51;

    private final int loaded;
    private final List<SecretRule> rules;
    private final List<Allowlist> allowlists;
    private final PhraseStarts phrases;
    private final int privateKeys;
    private final int[] before;
    private final int[] least;
    private final Glance[] glances;
    private final boolean everywhere;
    private final Walks walks;
    private final Optional<String> file;
    private final boolean[] applies;

    /** @throws IllegalArgumentException if the patterns are too large together */
    SecretRules(List<SecretRule> rules, List<Allowlist> allowlists, int loaded) {
        this.loaded = loaded;
        this.rules = List.copyOf(rules);
        this.allowlists = List.copyOf(allowlists);
        Map<String, int[]> places = places(rules);
        phrases = PhraseStarts.of(places.keySet().stream().map(text -> text.getBytes(StandardCharsets.ISO_8859_1)).toList());
        privateKeys = List.copyOf(places.keySet()).indexOf(PrivateKeys.BEGIN);
        before = places.values().stream().mapToInt(range -> range[0]).toArray();
        least = places.values().stream().mapToInt(range -> range[1]).toArray();
        glances = places.entrySet().stream().map(place -> place.getValue()[0] == 0 && place.getValue()[1] == 0 ? glance(place.getKey(), rules) : Glance.ALWAYS).toArray(Glance[]::new);
        everywhere = rules.stream().anyMatch(rule -> rule.pattern().isPresent() && rule.pattern().get().anchor().texts().isEmpty());
        walks = new Walks(RuleNet.of(rules.stream().map(rule -> rule.pattern().<Part>map(SecretRule.Pattern::part).orElse(new Part.One(Octets.NONE))).toList()), insideWords(rules));
        file = Optional.empty();
        applies = new boolean[rules.size()];
        Arrays.fill(applies, true);
    }

    private SecretRules(SecretRules of, String file) {
        loaded = of.loaded;
        rules = of.rules;
        allowlists = of.allowlists;
        phrases = of.phrases;
        privateKeys = of.privateKeys;
        before = of.before;
        least = of.least;
        glances = of.glances;
        everywhere = of.everywhere;
        walks = of.walks;
        this.file = Optional.of(file);
        applies = new boolean[rules.size()];
        byte[] name = file.getBytes(StandardCharsets.UTF_8);
        for (int rule = 0; rule < applies.length; rule++) {
            applies[rule] = rules.get(rule).path().map(path -> path.find(name) != Found.NO).orElse(true);
        }
    }

    /**
     * Reads a rule file in gitleaks' layout (TOML, version 8). Blocks on the disk.
     *
     * @return empty if there are problems, which are then among those given: each with the file's line and the rule's id
     */
    public static Optional<SecretRules> read(Path file, Problems problems) {
        return RuleFile.read(file, problems);
    }

    /** Those of {@link BuiltIn}. */
    public static SecretRules builtIn() {
        return new SecretRules(BuiltIn.rules(), List.of(), BuiltIn.size());
    }

    /** By what a text stands before the beginning of a match, at most and at least. Texts that begin matches are left out where a shorter one does that they begin with. */
    private static Map<String, int[]> places(List<SecretRule> rules) {
        Map<String, int[]> places = new TreeMap<>(Map.of(PrivateKeys.BEGIN, new int[] {0, 0}));
        for (SecretRule rule : rules) {
            rule.pattern().map(SecretRule.Pattern::anchor).ifPresent(anchor -> anchor.texts().forEach(text -> places.merge(text, new int[] {anchor.before(), anchor.least()},
                    (a, b) -> new int[] {Math.max(a[0], b[0]), Math.min(a[1], b[1])})));
        }
        List<String> beginnings = places.entrySet().stream().filter(place -> place.getValue()[0] >= 0 && place.getValue()[1] <= 0).map(Map.Entry::getKey).toList();
        Map<String, int[]> kept = new LinkedHashMap<>();
        places.forEach((text, range) -> {
            boolean covered = !text.equals(PrivateKeys.BEGIN) && range[0] == 0 && range[1] == 0 && beginnings.stream().anyMatch(shorter -> !shorter.equals(text) && text.startsWith(shorter));
            if (!covered) {
                kept.put(text, range);
            }
        });
        return kept;
    }

    private static Glance glance(String text, List<SecretRule> rules) {
        return Glance.of(text, rules.stream().flatMap(rule -> rule.pattern().stream())
                .filter(pattern -> pattern.anchor().before() == 0 && pattern.anchor().least() == 0 && pattern.anchor().texts().stream().anyMatch(whole -> whole.startsWith(text)))
                .map(SecretRule.Pattern::part).toList());
    }

    /** A rule that begins with a word's boundary and then an octet of a word does not begin inside one. */
    private static boolean[] insideWords(List<SecretRule> rules) {
        boolean[] inside = new boolean[rules.size()];
        for (int rule = 0; rule < inside.length; rule++) {
            List<Part> items = rules.get(rule).pattern().map(pattern -> pattern.part().flattened()).orElse(List.of());
            inside[rule] = items.size() < 2 || !items.getFirst().equals(new Part.Place(Part.Where.WORD_BOUNDARY))
                    || !Heads.of(items.subList(1, items.size()), 1).map(heads -> heads.stream().allMatch(head -> Octets.WORD.contains(head.charAt(0)))).orElse(false);
        }
        return inside;
    }

    /** What may be found. */
    public List<InfoType> types() {
        return Stream.concat(Stream.of(PrivateKeys.TYPE), rules.stream().map(SecretRule::type)).distinct().toList();
    }

    /** How many rules there are. */
    public int size() {
        return loaded;
    }

    /**
     * For the text of a file whose name is known: rules for other files are left out, and allow lists look at it.
     *
     * @param path with slashes between its parts
     */
    public SecretRules forFile(String path) {
        return new SecretRules(this, path);
    }

    /** The types of rules that a file's name alone is enough for. */
    public List<InfoType> namesOf(String path) {
        SecretRules named = forFile(path);
        List<InfoType> types = new ArrayList<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            if (rules.get(rule).pattern().isEmpty() && named.applies[rule] && !named.allowed(rules.get(rule))) {
                types.add(rules.get(rule).type());
            }
        }
        return types;
    }

    private boolean allowed(SecretRule rule) {
        return file.isPresent() && (allowlists.stream().anyMatch(list -> list.allowsAllOf(file.get())) || rule.allowlists().stream().anyMatch(list -> list.allowsAllOf(file.get())));
    }

    @Override
    public void find(Window window, Consumer<Hit> into) {
        searcher(into).find(window);
    }

    @Override
    public Finder.Searcher searcher(Consumer<Hit> into) {
        return new Search(this, into);
    }

    /** Whether there is nothing to be found in this file. */
    boolean leavesOut() {
        return file.isPresent() && allowlists.stream().anyMatch(list -> list.allowsAllOf(file.get()));
    }

    /** Whether matches are looked for at every place, and not where texts stand. */
    boolean everywhere() {
        return everywhere;
    }

    /** Where matches are looked for. */
    PhraseStarts texts() {
        return phrases;
    }

    List<SecretRule> rules() {
        return rules;
    }

    boolean applies(int rule) {
        return applies[rule];
    }

    List<Allowlist> allowlists() {
        return allowlists;
    }

    Optional<String> file() {
        return file;
    }

    Walks walks() {
        return walks;
    }

    int phrases() {
        return before.length;
    }

    /** Which text begins private keys. */
    int privateKeys() {
        return privateKeys;
    }

    Glance glance(int phrase) {
        return glances[phrase];
    }

    /** How many octets before a text a match begins at most. */
    int before(int phrase) {
        return before[phrase];
    }

    /** And at least. */
    int least(int phrase) {
        return least[phrase];
    }
}
