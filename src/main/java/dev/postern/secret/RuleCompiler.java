package dev.postern.secret;

import dev.postern.automaton.BytePattern;
import dev.postern.automaton.InvalidPatternException;
import dev.postern.detect.Category;
import dev.postern.detect.InfoType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Turns what a rule says into a {@link SecretRule}. */
final class RuleCompiler {

    /** Of a lead, in octets: what context a window has is bounded. */
    private static final int LONGEST_LEAD = 50;
    private static final int DISTINCTIVE = 3;

    private RuleCompiler() {}

    /** @throws IllegalArgumentException if it is not of RE2's syntax, or too large */
    static BytePattern pattern(String re2) {
        return pattern(Re2Parser.parse(re2));
    }

    /** @throws IllegalArgumentException if it is too large */
    static BytePattern pattern(Part part) {
        try {
            return BytePattern.compile(part.written(), Set.of());
        } catch (InvalidPatternException refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
    }

    /**
     * More than one if the pattern is a choice: each way is looked for where it can be found fastest.
     *
     * @param re2 empty: none
     * @throws IllegalArgumentException if the pattern cannot be used, or has no such group
     */
    static List<SecretRule> rules(String id, String re2, int secretGroup, List<String> keywords, double entropy, Optional<BytePattern> path, List<Allowlist> allowlists) {
        List<String> words = keywords.stream().map(word -> Anchor.octets(word.toLowerCase(Locale.ROOT))).toList();
        if (re2.isEmpty()) {
            return List.of(new SecretRule(type(id), Optional.empty(), SecretRule.Lead.NONE, 0, words, entropy, path, allowlists, SecretRule.Sort.NAMED));
        }
        Part whole = Re2Parser.parse(re2);
        if (secretGroup > whole.groups()) {
            throw new IllegalArgumentException("secretGroup is " + secretGroup + ", but the pattern has " + whole.groups() + " groups");
        }
        if (whole.width().min() == 0) {
            throw new IllegalArgumentException("the pattern may match nothing at all: it would be found everywhere");
        }
        List<Part> ways = whole instanceof Part.Choice choice && secretGroup == 0 ? choice.branches() : List.of(whole);
        List<SecretRule> rules = new ArrayList<>();
        for (Part way : ways) {
            List<Part> items = new ArrayList<>(topLevel(way));
            SecretRule.Lead lead = lead(items);
            rules.add(new SecretRule(type(id), Optional.of(searched(new Part.Sequence(items), words)), lead, secretGroup, words, entropy, path, allowlists, sort(id, way)));
        }
        return rules;
    }

    private static SecretRule.Pattern searched(Part part, List<String> words) {
        Anchor anchor = Anchor.of(part.flattened(), words);
        boolean keyworded = words.isEmpty() || anchor.before() == 0 && anchor.least() == 0 && anchor.texts().stream().allMatch(text -> words.stream().anyMatch(text::contains));
        return new SecretRule.Pattern(part, new Exact(part), anchor, keyworded);
    }

    /** Sequences taken apart, capturing groups left whole. */
    private static List<Part> topLevel(Part part) {
        return part instanceof Part.Sequence sequence ? sequence.items().stream().flatMap(item -> topLevel(item).stream()).toList() : List.of(part);
    }

    /** Takes away repeats that the pattern begins with, need not take anything and take as little as they can. */
    private static SecretRule.Lead lead(List<Part> items) {
        SecretRule.Lead lead = SecretRule.Lead.NONE;
        while (items.size() > 1 && items.getFirst() instanceof Part.Repeat repeat && repeat.item() instanceof Part.One one && repeat.min() == 0 && repeat.max() != Part.UNBOUNDED
                && repeat.taste() == Part.Taste.LAZY && (lead.most() == 0 || lead.set().equals(one.set()))) {
            lead = new SecretRule.Lead(one.set(), Math.min(LONGEST_LEAD, lead.most() + repeat.max()));
            items.removeFirst();
        }
        return lead;
    }

    private static InfoType type(String id) {
        String name = id.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_").replaceAll("^_+|_+$", "");
        String begun = name.isEmpty() || name.charAt(0) < 'A' ? "RULE_" + name : name;
        return InfoType.of(begun, Category.CREDENTIAL, id.replaceAll("[-_]+", " "));
    }

    private static SecretRule.Sort sort(String id, Part whole) {
        if (id.startsWith("generic")) {
            return SecretRule.Sort.GENERIC;
        }
        boolean distinctive = secrets(whole).stream().allMatch(secret -> Heads.of(List.of(secret), DISTINCTIVE).isPresent());
        return distinctive ? SecretRule.Sort.DISTINCTIVE : SecretRule.Sort.NAMED;
    }

    /** The outermost groups, or the whole if there are none. */
    private static List<Part> secrets(Part whole) {
        List<Part> groups = new ArrayList<>();
        collect(whole, groups);
        return groups.isEmpty() ? List.of(whole) : groups;
    }

    private static void collect(Part part, List<Part> into) {
        switch (part) {
            case Part.Group group -> into.add(group);
            case Part.Sequence sequence -> sequence.items().forEach(item -> collect(item, into));
            case Part.Choice choice -> choice.branches().forEach(item -> collect(item, into));
            case Part.Repeat repeat -> collect(repeat.item(), into);
            case Part.One one -> { }
            case Part.Place place -> { }
        }
    }
}
