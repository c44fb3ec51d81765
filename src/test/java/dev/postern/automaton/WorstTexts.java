package dev.postern.automaton;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Texts that keep a search for a pattern busy, made from the pattern: what repeats in it repeated without end, begun again and again, or matches that lack their last octet. What a class
 * leaves open is drawn anew each time, so that little can be remembered from one text to the next.
 */
public final class WorstTexts {

    private static final int MOST_LOOPS = 4;
    private static final int SHORT = 24;
    /** A repeat that ends is worth pumping from here on. */
    private static final int LONG_REPEAT = 8;
    private static final int MOST_TRIES = 64;

    private final Random random;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final BiConsumer<ByteArrayOutputStream, Node> looping;

    private WorstTexts(Random random) {
        this(random, (before, item) -> { });
    }

    /** @param looping is told of each repeat on the way, with what has been written before it */
    private WorstTexts(Random random, BiConsumer<ByteArrayOutputStream, Node> looping) {
        this.random = random;
        this.looping = looping;
    }

    /** How to make texts of one kind. */
    @FunctionalInterface
    public interface Recipe {

        byte[] text(int octets, Random random);
    }

    /** What repeats in a pattern, and what must stand before it. */
    private record Loop(byte[] before, Node item) {}

    /** A handful of ways, at least one. */
    public static List<Recipe> of(String pattern, Set<BytePattern.Flag> flags, Random random) {
        Set<Mode> modes = EnumSet.noneOf(Mode.class);
        flags.forEach(flag -> modes.add(Mode.valueOf(flag.name())));
        Node node = PatternParser.parse(pattern, modes).node();
        List<Loop> loops = new ArrayList<>();
        WorstTexts walk = new WorstTexts(random, (before, item) -> loops.add(new Loop(before.toByteArray(), item)));
        for (int tries = 0; tries < MOST_TRIES; tries++) { // other branches each time
            walk.out.reset();
            walk.match(node);
        }
        Collections.shuffle(loops, random);
        List<Recipe> recipes = new ArrayList<>(List.of((octets, draw) -> nearly(node, octets, draw), (octets, draw) -> foundLast(node, octets, draw)));
        for (Loop loop : loops.subList(0, Math.min(MOST_LOOPS, loops.size()))) {
            recipes.add((octets, draw) -> endless(loop, octets, draw));
            recipes.add((octets, draw) -> begunAgain(loop, octets, draw));
        }
        return recipes;
    }

    private static byte[] endless(Loop loop, int octets, Random random) {
        WorstTexts text = new WorstTexts(random);
        text.out.writeBytes(loop.before());
        while (text.out.size() < octets - 1 && text.grows(loop.item())) { }
        return text.failing(octets);
    }

    private static byte[] begunAgain(Loop loop, int octets, Random random) {
        WorstTexts text = new WorstTexts(random);
        while (text.out.size() < octets - 1) {
            text.out.writeBytes(loop.before());
            for (int times = random.nextInt(SHORT); times >= 0; times--) {
                text.match(loop.item());
            }
            text.out.write(random.nextBoolean() ? ' ' : 'a' + random.nextInt(26));
        }
        return text.failing(octets);
    }

    private static byte[] nearly(Node node, int octets, Random random) {
        WorstTexts text = new WorstTexts(random);
        while (text.out.size() < octets - 1) {
            byte[] match = new WorstTexts(random).whole(node);
            text.out.write(match, 0, Math.max(0, match.length - 1));
            text.out.write(random.nextBoolean() ? '\n' : 'a' + random.nextInt(26));
        }
        return text.failing(octets);
    }

    /** A match at the end, behind what may be the beginning of one. */
    private static byte[] foundLast(Node node, int octets, Random random) {
        byte[] text = nearly(node, octets, random);
        byte[] match = new WorstTexts(random).whole(node);
        int length = Math.min(match.length, octets);
        System.arraycopy(match, 0, text, octets - length, length);
        return text;
    }

    private byte[] whole(Node node) {
        match(node);
        return out.toByteArray();
    }

    private boolean grows(Node item) {
        int before = out.size();
        for (int tries = 0; tries < MOST_TRIES && out.size() == before; tries++) {
            match(item);
        }
        return out.size() > before;
    }

    /** Exactly so long, and ending with what hardly any loop takes. */
    private byte[] failing(int octets) {
        byte[] text = Arrays.copyOf(out.toByteArray(), octets);
        for (int at = out.size(); at < octets; at++) {
            text[at] = '\n';
        }
        text[octets - 1] = 0;
        return text;
    }

    /** Adds something that matches, as far as that can be told without looking around. */
    private void match(Node node) {
        switch (node) {
            case Node.One one -> octet(one.set());
            case Node.Sequence sequence -> sequence.items().forEach(this::match);
            case Node.Choice choice -> match(choice.branches().get(random.nextInt(choice.branches().size())));
            case Node.Repeat repeat -> repeat(repeat);
            case Node.Capture capture -> match(capture.item());
            case Node.Atomic atomic -> match(atomic.item());
            case Node.Empty _, Node.Place _, Node.Look _, Node.Reference _ -> { }
        }
    }

    private void repeat(Node.Repeat repeat) {
        boolean endless = repeat.max() == Quantifier.UNBOUNDED;
        if (endless || repeat.max() >= LONG_REPEAT) {
            looping.accept(out, repeat.item());
        }
        int most = endless ? repeat.min() + 2 : Math.min(repeat.max(), repeat.min() + 2);
        for (int times = repeat.min() + random.nextInt(most - repeat.min() + 1); times > 0; times--) {
            match(repeat.item());
        }
    }

    /** One that can be seen, if there is one. */
    private void octet(ByteSet set) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            int octet = ' ' + random.nextInt('~' - ' ' + 1);
            if (set.contains(octet)) {
                out.write(octet);
                return;
            }
        }
        for (int octet = random.nextInt(256), tries = 0; tries < 256; tries++, octet = octet + 1 & 0xff) {
            if (set.contains(octet)) {
                out.write(octet);
                return;
            }
        }
    }
}
