package dev.postern.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An editor for tests: puts {@link #with} in place of every run of so many digits or more, and remembers what it saw. */
final class Digits implements Editor {

    final List<String> found = new ArrayList<>();
    final StringBuilder text = new StringBuilder();
    final List<String> blocks = new ArrayList<>();
    /** What was shown in a second reading. */
    final List<String> shown = new ArrayList<>();
    private final int least;
    private final byte[] with;

    Digits(int least, String with) {
        this.least = least;
        this.with = with.getBytes(StandardCharsets.UTF_8);
    }

    /** Replaces nothing. */
    static Digits none() {
        return new Digits(Integer.MAX_VALUE, "");
    }

    /** Kept apart: how a document is cut tells whether this comes before or behind the rest. */
    @Override
    public void show(TextBlock block) {
        Digits other = new Digits(least, "");
        other.edit(block);
        shown.addAll(other.found);
    }

    @Override
    public List<Replacement> edit(TextBlock block) {
        byte[] in = block.window().text();
        int length = block.window().length();
        List<Replacement> out = new ArrayList<>();
        text.append(new String(in, block.window().from(), block.window().to() - block.window().from(), StandardCharsets.ISO_8859_1));
        blocks.add(block.window().from() + "-" + block.window().to() + "/" + length + ":" + Arrays.hashCode(Arrays.copyOf(in, length)));
        for (int at = block.window().from(); at < block.window().to(); at++) {
            int end = at;
            while (end < length && in[end] >= '0' && in[end] <= '9') {
                end++;
            }
            boolean begins = at == block.window().from() ? at == 0 || in[at - 1] < '0' || in[at - 1] > '9' : true;
            if (begins && end - at >= least) {
                Field field = block.fields().at(at);
                found.add((field.path().isEmpty() ? "-" : field.path()) + " " + Math.max(-1, at - field.from()) + " " + (field.to() - end));
                out.add(new Replacement(at, end, with));
            }
            at = Math.max(at, end);
        }
        return out;
    }
}
