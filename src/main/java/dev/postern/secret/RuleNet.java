package dev.postern.secret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All rules' patterns as one non-deterministic automaton that is stepped through from where a match would begin. Assertions hold everywhere in it, so that it takes at least what a pattern takes.
 * Immutable once it is built.
 */
final class RuleNet {

    /** Of nodes. */
    static final int LARGEST = 1 << 19;

    private static final int END = -1;

    private int[] next = new int[1024];
    /** Index of a set; of a fork, the other way as −2 − node; of an end, {@link #ENDS} + rule. */
    private int[] kind = new int[1024];
    private int size;
    private final List<Octets> sets = new ArrayList<>();
    private final Map<Octets, Integer> numbers = new HashMap<>();
    private final int[] starts;
    private char[] classes = new char[0];
    private int[] examples = new int[0];

    static final int ENDS = 1 << 28;

    private RuleNet(int rules) {
        starts = new int[rules];
    }

    /** @throws IllegalArgumentException if they are too large together */
    static RuleNet of(List<Part> patterns) {
        RuleNet net = new RuleNet(patterns.size());
        for (int rule = 0; rule < patterns.size(); rule++) {
            net.starts[rule] = net.write(patterns.get(rule), net.node(ENDS + rule, END));
        }
        net.divide();
        return net;
    }

    int size() {
        return size;
    }

    int start(int rule) {
        return starts[rule];
    }

    int rules() {
        return starts.length;
    }

    boolean takes(int node, int octet) {
        return sets.get(kind[node]).contains(octet);
    }

    int next(int node) {
        return next[node];
    }

    boolean ends(int node) {
        return kind[node] >= ENDS;
    }

    int rule(int node) {
        return kind[node] - ENDS;
    }

    boolean forks(int node) {
        return kind[node] < 0;
    }

    int other(int node) {
        return -2 - kind[node];
    }

    /** By octet: those of one class are told apart by no set. */
    char[] classes() {
        return classes;
    }

    /** By class one of its octets. */
    int[] examples() {
        return examples;
    }

    private int node(int what, int then) {
        if (size == LARGEST) {
            throw new IllegalArgumentException("the patterns are too large: with their repeats written out they have more than " + LARGEST + " steps");
        }
        if (size == next.length) {
            next = Arrays.copyOf(next, 2 * size);
            kind = Arrays.copyOf(kind, 2 * size);
        }
        kind[size] = what;
        next[size] = then;
        return size++;
    }

    private int write(Part part, int then) {
        return switch (part) {
            case Part.One one -> node(number(one.set()), then);
            case Part.Place place -> then;
            case Part.Group group -> write(group.item(), then);
            case Part.Sequence sequence -> {
                int at = then;
                for (Part item : sequence.items().reversed()) {
                    at = write(item, at);
                }
                yield at;
            }
            case Part.Choice choice -> {
                int at = write(choice.branches().getLast(), then);
                for (Part branch : choice.branches().subList(0, choice.branches().size() - 1)) {
                    at = fork(write(branch, then), at);
                }
                yield at;
            }
            case Part.Repeat repeat -> repeat(repeat, then);
        };
    }

    private int repeat(Part.Repeat repeat, int then) {
        int at = then;
        if (repeat.max() == Part.UNBOUNDED) {
            int again = node(0, then);
            kind[again] = -2 - write(repeat.item(), again);
            at = again;
        } else {
            for (int i = repeat.min(); i < repeat.max(); i++) {
                at = fork(write(repeat.item(), at), then);
            }
        }
        for (int i = 0; i < repeat.min(); i++) {
            at = write(repeat.item(), at);
        }
        return at;
    }

    private int fork(int one, int other) {
        return node(-2 - other, one);
    }

    private int number(Octets set) {
        return numbers.computeIfAbsent(set, fresh -> {
            sets.add(fresh);
            return sets.size() - 1;
        });
    }

    private void divide() {
        classes = new char[256];
        Map<List<Integer>, Integer> known = new HashMap<>();
        List<Integer> first = new ArrayList<>();
        for (int octet = 0; octet < 256; octet++) {
            List<Integer> members = new ArrayList<>();
            for (int set = 0; set < sets.size(); set++) {
                if (sets.get(set).contains(octet)) {
                    members.add(set);
                }
            }
            Integer number = known.putIfAbsent(members, known.size());
            if (number == null) {
                first.add(octet);
            }
            classes[octet] = (char) (int) known.get(members);
        }
        examples = first.stream().mapToInt(Integer::intValue).toArray();
    }
}
