package dev.postern.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The texts one of which every match of a part begins with, in lower case: what is searched for before the part is tried. */
final class Heads {

    /** Of a text, in octets; the next is taken where there are too many. */
    private static final int[] LONGEST = {12, 8, 6, 4, 3};
    private static final int MOST = 64;
    private static final int MOST_STEPS = 4000;
    /** A set of more octets, the two cases of a letter counted once, ends a text. */
    private static final int MOST_OCTETS = 4;

    private final Set<String> found = new TreeSet<>();
    private final int longest;
    private int steps;

    private Heads(int longest) {
        this.longest = longest;
    }

    /** Empty if there are too many, or one is shorter than so many octets. None of them begins with another. */
    static Optional<Set<String>> of(List<Part> parts, int shortest) {
        for (int longest : LONGEST) {
            Heads heads = new Heads(longest);
            heads.grow("", parts);
            if (heads.steps <= MOST_STEPS && heads.found.size() <= MOST) {
                boolean usable = !heads.found.isEmpty() && heads.found.stream().allMatch(head -> head.length() >= shortest);
                return usable ? Optional.of(withoutLonger(heads.found)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Those that begin with another one of them left out. */
    static Set<String> withoutLonger(Set<String> heads) {
        Set<String> kept = new TreeSet<>();
        for (String head : new TreeSet<>(heads)) {
            if (kept.stream().noneMatch(head::startsWith)) {
                kept.add(head);
            }
        }
        return kept;
    }

    private void grow(String before, List<Part> rest) {
        if (++steps > MOST_STEPS || found.size() > MOST) {
            return;
        }
        if (rest.isEmpty() || before.length() >= longest) {
            found.add(before);
            return;
        }
        List<Part> behind = rest.subList(1, rest.size());
        switch (rest.getFirst()) {
            case Part.One one -> octet(before, one.set(), behind);
            case Part.Place place -> grow(before, behind);
            case Part.Group group -> grow(before, with(List.of(group.item()), behind));
            case Part.Sequence sequence -> grow(before, with(sequence.items(), behind));
            case Part.Choice choice -> choice.branches().forEach(branch -> grow(before, with(List.of(branch), behind)));
            case Part.Repeat repeat -> repeat(before, repeat, behind);
        }
    }

    private void octet(String before, Octets set, List<Part> behind) {
        Set<Character> letters = new TreeSet<>();
        for (int octet = 0; octet < 256 && letters.size() <= MOST_OCTETS; octet++) {
            if (set.contains(octet)) {
                letters.add((char) (octet >= 'A' && octet <= 'Z' ? octet + 0x20 : octet));
            }
        }
        if (letters.size() > MOST_OCTETS) {
            found.add(before);
        } else {
            letters.forEach(letter -> grow(before + letter, behind));
        }
    }

    private void repeat(String before, Part.Repeat repeat, List<Part> behind) {
        if (repeat.min() == 0 && repeat.max() > MOST_OCTETS) {
            found.add(before);
            return;
        }
        if (repeat.min() == 0) {
            grow(before, behind);
        }
        if (repeat.max() > 0) {
            Part.Repeat fewer = new Part.Repeat(repeat.item(), Math.max(0, repeat.min() - 1), repeat.max() == Part.UNBOUNDED ? Part.UNBOUNDED : repeat.max() - 1, repeat.taste());
            grow(before, with(List.of(repeat.item(), fewer), behind));
        }
    }

    private static List<Part> with(List<Part> first, List<Part> behind) {
        List<Part> all = new ArrayList<>(first);
        all.addAll(behind);
        return all;
    }
}
