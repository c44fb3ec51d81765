package dev.postern.secret;

import java.util.Arrays;

/** Steps through a {@link RuleNet} from some of its nodes to others, sorted. For one thread at a time. */
final class NetSteps {

    private final RuleNet net;
    private final boolean[] insideWords;
    private final int[] marks;
    private final int[] stack;
    private final int[] gathered;
    private int mark;
    private int count;

    NetSteps(RuleNet net, boolean[] insideWords) {
        this.net = net;
        this.insideWords = insideWords;
        marks = new int[net.size()];
        stack = new int[2 * net.size() + 2];
        gathered = new int[net.size()];
    }

    /** Where matches begin. */
    int[] begin(int octetBefore) {
        boolean inWord = octetBefore >= 0 && Octets.WORD.contains(octetBefore);
        clear();
        for (int rule = 0; rule < net.rules(); rule++) {
            if (!inWord || insideWords[rule]) {
                follow(net.start(rule));
            }
        }
        return sorted();
    }

    int[] take(int[] from, int octet) {
        clear();
        for (int node : from) {
            if (!net.ends(node) && net.takes(node, octet)) {
                follow(net.next(node));
            }
        }
        return sorted();
    }

    /** The rules that end among these nodes. */
    int[] ended(int[] nodes) {
        return Arrays.stream(nodes).filter(net::ends).map(net::rule).toArray();
    }

    private void clear() {
        mark++;
        count = 0;
    }

    private void follow(int from) {
        int depth = 0;
        stack[depth++] = from;
        while (depth > 0) {
            int node = stack[--depth];
            if (marks[node] == mark) {
                continue;
            }
            marks[node] = mark;
            if (net.forks(node)) {
                stack[depth++] = net.other(node);
                stack[depth++] = net.next(node);
            } else {
                gathered[count++] = node;
            }
        }
    }

    private int[] sorted() {
        int[] nodes = Arrays.copyOf(gathered, count);
        Arrays.sort(nodes);
        return nodes;
    }
}
