package dev.postern.secret;

import java.util.List;
import java.util.Optional;

/**
 * What patterns such as {@code key[\w.-]{0,20}['"]{0,3}(?:=|:)['"]{0,3}([a-z0-9]{32})} have in common: behind the beginning of a name some octets of it and beside it, a sign, and soon behind it a
 * value that is not short. Every match is of this form; what is not need not be looked at closer.
 *
 * @param between what stands between the text that was found and the sign
 * @param skip    so many octets of it at most
 * @param signs   what a sign begins with; none of {@code between}
 * @param gap     how many octets behind the sign's first the value begins at most
 * @param value   its octets
 * @param least   how many of them there are at least
 */
record Assignment(Octets between, int skip, Octets signs, int gap, Octets value, int least) {

    private static final int FARTHEST = 64;
    /** Shorter values would hardly tell anything. */
    private static final int SHORTEST = 4;
    private static final int LONGEST = 12;

    /** @param text that every match begins with, or that is the beginning of what it begins with */
    static Optional<Assignment> of(List<Part> items, String text) {
        int name = 0;
        while (name < items.size() && !(items.get(name) instanceof Part.Repeat repeat && repeat.min() == 0 && repeat.max() >= SHORTEST)) {
            name++;
        }
        int sign = optional(items, name);
        int value = optional(items, sign + 1);
        if (value >= items.size()) {
            return Optional.empty();
        }
        List<Part> before = items.subList(0, sign);
        Part.Width of = new Part.Sequence(items.subList(sign + 1, value)).width();
        Part.Width skipped = new Part.Sequence(before).width();
        int gap = (int) Math.min(FARTHEST + 1L, (long) of.max() + items.get(sign).width().max() - 1);
        int least = Math.min(LONGEST, items.get(value).width().min());
        Assignment found = new Assignment(octets(new Part.Sequence(before)), Math.max(0, skipped.max() - text.length()), first(items.get(sign)), gap, octets(items.get(value)), least);
        boolean tells = found.skip <= FARTHEST && gap <= FARTHEST && least >= SHORTEST && items.get(sign).width().min() > 0 && found.distinct();
        return tells ? Optional.of(found) : Optional.empty();
    }

    /** Where what need not be there ends. */
    private static int optional(List<Part> items, int from) {
        int at = from;
        while (at < items.size() && items.get(at).width().min() == 0) {
            at++;
        }
        return at;
    }

    /** The form of what has either form; empty if there is none. */
    Optional<Assignment> or(Assignment other) {
        Assignment both = new Assignment(between.or(other.between), Math.max(skip, other.skip), signs.or(other.signs), Math.max(gap, other.gap), value.or(other.value), Math.min(least, other.least));
        return both.distinct() ? Optional.of(both) : Optional.empty();
    }

    private boolean distinct() {
        return between.minus(signs).equals(between);
    }

    private static Octets octets(Part part) {
        return switch (part) {
            case Part.One one -> one.set();
            case Part.Place place -> Octets.NONE;
            case Part.Group group -> octets(group.item());
            case Part.Sequence sequence -> sequence.items().stream().map(Assignment::octets).reduce(Octets.NONE, Octets::or);
            case Part.Choice choice -> choice.branches().stream().map(Assignment::octets).reduce(Octets.NONE, Octets::or);
            case Part.Repeat repeat -> octets(repeat.item());
        };
    }

    /** What it may begin with, if it takes anything. */
    private static Octets first(Part part) {
        return switch (part) {
            case Part.One one -> one.set();
            case Part.Place place -> Octets.NONE;
            case Part.Group group -> first(group.item());
            case Part.Sequence sequence -> firstOf(sequence.items());
            case Part.Choice choice -> choice.branches().stream().map(Assignment::first).reduce(Octets.NONE, Octets::or);
            case Part.Repeat repeat -> first(repeat.item());
        };
    }

    private static Octets firstOf(List<Part> items) {
        Octets found = Octets.NONE;
        for (Part item : items) {
            found = found.or(first(item));
            if (item.width().min() > 0) {
                break;
            }
        }
        return found;
    }
}
