package dev.postern.secret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A cheap look at what stands behind a text that matches begin with: whether one may go on there. Never says no where a match is. Common names such as {@code key} are everywhere; that something
 * long is assigned to them is rare. Immutable.
 */
final class Glance {

    /** Of octets behind the text that rules of no other form are known by. */
    private static final int POSITIONS = 4;
    private static final byte BETWEEN = 1;
    private static final byte SIGN = 2;
    private static final byte VALUE = 4;

    /** Looks at nothing. */
    static final Glance ALWAYS = new Glance(Optional.empty(), null);

    private final boolean always;
    /** By octet: what it may be in an assignment. */
    private final byte[] kinds = new byte[256];
    private final boolean assigned;
    private final int skip;
    private final int gap;
    private final int least;
    /** By octet: a bit for each position at which it may stand. */
    private final byte[] positions;

    private Glance(Optional<Assignment> form, byte[] positions) {
        always = form.isEmpty() && positions == null;
        this.positions = positions == null ? new byte[256] : positions;
        assigned = form.isPresent();
        skip = form.map(Assignment::skip).orElse(0);
        gap = form.map(Assignment::gap).orElse(0);
        least = form.map(Assignment::least).orElse(0);
        for (int octet = 0; octet < 256 && assigned; octet++) {
            kinds[octet] = (byte) ((form.get().between().contains(octet) ? BETWEEN : 0) | (form.get().signs().contains(octet) ? SIGN : 0) | (form.get().value().contains(octet) ? VALUE : 0));
        }
    }

    /**
     * @param text  in lower case
     * @param rules those that begin with it
     */
    static Glance of(String text, List<Part> rules) {
        Optional<Assignment> form = Optional.empty();
        List<Part> others = new ArrayList<>();
        for (Part rule : rules) {
            Optional<Assignment> its = Assignment.of(rule.flattened(), text);
            Optional<Assignment> both = form.isEmpty() ? its : its.flatMap(form.get()::or);
            if (both.isPresent()) {
                form = both;
            } else {
                others.add(rule);
            }
        }
        return new Glance(form, others.isEmpty() ? null : positions(text, others));
    }

    private static byte[] positions(String text, List<Part> rules) {
        RuleNet net = RuleNet.of(rules);
        boolean[] inside = new boolean[rules.size()];
        Arrays.fill(inside, true);
        NetSteps steps = new NetSteps(net, inside);
        int[] nodes = steps.begin(' ');
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            nodes = either(steps, nodes, letter, letter >= 'a' && letter <= 'z' ? letter - 0x20 : letter);
        }
        byte[] positions = new byte[256];
        for (int position = 0; position < POSITIONS; position++) {
            Set<Integer> all = new TreeSet<>();
            boolean ends = steps.ended(nodes).length > 0;
            for (int octet = 0; octet < 256; octet++) {
                int[] then = steps.take(nodes, octet);
                if (then.length > 0 || ends) {
                    positions[octet] |= (byte) (1 << position);
                }
                Arrays.stream(then).forEach(all::add);
            }
            nodes = ends ? nodes : all.stream().mapToInt(Integer::intValue).toArray();
        }
        return positions;
    }

    private static int[] either(NetSteps steps, int[] from, int lower, int upper) {
        Set<Integer> all = new TreeSet<>();
        Arrays.stream(steps.take(from, lower)).forEach(all::add);
        Arrays.stream(steps.take(from, upper)).forEach(all::add);
        return all.stream().mapToInt(Integer::intValue).toArray();
    }

    /** @param end behind the text that was found */
    boolean mayMatch(byte[] in, int length, int end) {
        return always || assigned && assigns(in, length, end) || inPlace(in, length, end);
    }

    private boolean inPlace(byte[] in, int length, int end) {
        if (end + POSITIONS > length) {
            return true;
        }
        return (positions[in[end] & 0xff] & positions[in[end + 1] & 0xff] >> 1 & positions[in[end + 2] & 0xff] >> 2 & positions[in[end + 3] & 0xff] >> 3 & 1) != 0;
    }

    private boolean assigns(byte[] in, int length, int end) {
        int last = Math.min(length - 1, end + skip);
        int at = end;
        while (at < last && (kinds[in[at] & 0xff] & BETWEEN) != 0) {
            at++;
        }
        return at <= last && (kinds[in[at] & 0xff] & SIGN) != 0 && hasValue(in, at + 1, Math.min(length, at + 1 + gap + least));
    }

    private boolean hasValue(byte[] in, int from, int to) {
        int run = 0;
        for (int at = from; at < to; at++) {
            run = (kinds[in[at] & 0xff] & VALUE) != 0 ? run + 1 : 0;
            if (run == least) {
                return true;
            }
        }
        return false;
    }
}
