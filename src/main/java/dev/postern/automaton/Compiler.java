package dev.postern.automaton;

import java.util.List;

/**
 * Writes a pattern's instructions from its end to its beginning. Repeats are written out, so the bound on the size of a program bounds them.
 * {@link Exactness#LINEAR} leaves out what a finite automaton cannot do so that it finds at least what the pattern finds: looks hold everywhere, a reference is any text, an
 * atomic group gives back.
 */
final class Compiler {

    enum Exactness { LINEAR, EXACT }

    /** Of octets that a look may look behind. */
    private static final int FARTHEST_BEHIND = 255;

    private final ProgramBuilder out = new ProgramBuilder(Program.LARGEST);
    private final Exactness exactness;

    private Compiler(Exactness exactness) {
        this.exactness = exactness;
    }

    static Program compile(PatternParser.Parsed pattern, Exactness exactness) {
        Compiler compiler = new Compiler(exactness);
        if (Width.of(pattern.node()).cost() > Program.LARGEST) {
            throw new InvalidPatternException(0, "the pattern is too large: with its repeats written out it has more than " + Program.LARGEST + " steps");
        }
        int end = compiler.out.add(Program.SAVE, compiler.out.add(Program.MATCH, 0, 0), 1);
        int start = compiler.out.add(Program.SAVE, compiler.write(pattern.node(), end), 0);
        return compiler.out.build(start, pattern.groups());
    }

    /** What comes next is written already; returns where this begins. */
    private int write(Node node, int next) {
        return switch (node) {
            case Node.Empty e -> next;
            case Node.One one -> one.set().equals(ByteSet.NONE) ? out.add(Program.FAIL, 0, 0) : out.set(one.set(), next);
            case Node.Place place -> out.add(Program.ASSERT, next, place.assertion().ordinal());
            case Node.Sequence sequence -> sequence(sequence.items(), next);
            case Node.Choice choice -> choice(choice.branches(), next);
            case Node.Repeat repeat -> repeat(repeat, next);
            case Node.Capture capture -> out.add(Program.SAVE, write(capture.item(), out.add(Program.SAVE, next, 2 * capture.group() + 1)), 2 * capture.group());
            case Node.Look look -> exactness == Exactness.LINEAR ? next : look(look, next);
            case Node.Reference reference -> exactness == Exactness.LINEAR ? anything(next) : reference(reference, next);
            case Node.Atomic atomic -> exactness == Exactness.LINEAR ? write(atomic.item(), next) : out.add(Program.ATOMIC, next, part(atomic.item()));
        };
    }

    private int sequence(List<Node> items, int next) {
        int at = next;
        for (Node item : items.reversed()) {
            at = write(item, at);
        }
        return at;
    }

    private int choice(List<Node> branches, int next) {
        int at = write(branches.getLast(), next);
        for (Node branch : branches.subList(0, branches.size() - 1).reversed()) {
            at = out.add(Program.FORK, write(branch, next), at);
        }
        return at;
    }

    private int repeat(Node.Repeat repeat, int next) {
        if (repeat.max() == 0) {
            return next;
        }
        boolean unbounded = repeat.max() == Quantifier.UNBOUNDED;
        int required = unbounded ? Math.max(0, repeat.min() - 1) : repeat.min();
        int at = unbounded ? unbounded(repeat, next) : optional(repeat, next);
        for (int i = 0; i < required; i++) {
            at = write(repeat.item(), at);
        }
        return at;
    }

    private int optional(Node.Repeat repeat, int next) {
        int at = next;
        for (int i = repeat.min(); i < repeat.max(); i++) {
            at = fork(repeat.greed(), write(repeat.item(), at), next);
        }
        return at;
    }

    /** Any number of times, or once or more. An iteration that takes nothing counts, and is the last, as with Perl. */
    private int unbounded(Node.Repeat repeat, int next) {
        boolean greedy = repeat.greed() == Node.Greed.GREEDY;
        boolean mayBeEmpty = Width.of(repeat.item()).min() == 0;
        int again = out.add(mayBeEmpty ? greedy ? Program.LOOP : Program.LAZY_LOOP : Program.FORK, 0, 0);
        int body = mayBeEmpty && exactness == Exactness.EXACT ? guarded(repeat, again, next) : write(repeat.item(), again);
        out.connect(again, greedy ? body : next, greedy ? next : body);
        return repeat.min() > 0 ? body : again;
    }

    private int guarded(Node.Repeat repeat, int again, int next) {
        int loop = out.loop(next);
        return out.add(Program.MARK, write(repeat.item(), out.add(Program.PROGRESS, again, loop)), loop);
    }

    private int fork(Node.Greed greed, int body, int next) {
        return greed == Node.Greed.GREEDY ? out.add(Program.FORK, body, next) : out.add(Program.FORK, next, body);
    }

    private int anything(int next) {
        int again = out.add(Program.FORK, 0, 0);
        out.connect(again, out.set(ByteSet.ALL, again), next);
        return again;
    }

    /** Something that is run for itself, up to a match of its own. */
    private int part(Node item) {
        return write(item, out.add(Program.MATCH, 0, 0));
    }

    private int look(Node.Look look, int next) {
        Width width = Width.of(look.item());
        if (look.direction() == Node.Direction.BEHIND && width.max() > FARTHEST_BEHIND) {
            throw new InvalidPatternException(look.at(), "a lookbehind must not look farther behind than " + FARTHEST_BEHIND + " octets");
        }
        return out.look(new Program.Look(part(look.item()), look.direction(), look.sense(), width.min(), width.max()), next);
    }

    private int reference(Node.Reference reference, int next) {
        boolean ignored = reference.letterCase() == Node.LetterCase.IGNORED;
        return out.add(ignored ? Program.REFERENCE_IGNORING_CASE : Program.REFERENCE, next, reference.group());
    }
}
