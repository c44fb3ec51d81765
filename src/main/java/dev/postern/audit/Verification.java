package dev.postern.audit;

import java.util.Objects;
import java.util.Optional;

/**
 * What a verifier found.
 *
 * @param lines    sound lines, up to the first bad one; those removed as configured not counted
 * @param head     the last sound line
 * @param fault    the first thing wrong; empty when the chain is whole
 * @param tail     what vouches for the end of the file
 * @param declared what the trail itself says about its gaps
 */
public record Verification(long lines, Link head, Optional<Fault> fault, TailProof tail, Declared declared) {

    public Verification {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(fault, "fault");
        Objects.requireNonNull(tail, "tail");
        Objects.requireNonNull(declared, "declared");
    }

    /** Whether nothing has been changed, cut, inserted or moved, as far as {@link #tail} can vouch. */
    public boolean intact() {
        return fault.isEmpty();
    }

    /** The same, naming the file in which the fault was noticed. */
    Verification in(String file) {
        return new Verification(lines, head, fault.map(bad -> new Fault(bad.line(), bad.why() + ", in " + file)), tail, declared);
    }

    /** What it comes to, in a line or two for people. */
    public String summary() {
        String gaps = declared.equals(Declared.NOTHING) ? ""
                : "; the trail itself declares %d lost, taken up again %d times, %d torn lines".formatted(declared.lost(), declared.resumed(), declared.torn());
        return fault.map(bad -> "line %d: %s; %d lines before it are sound".formatted(bad.line(), bad.why(), lines))
                .orElseGet(() -> "%d lines, unbroken; head %s; the end is vouched for by: %s".formatted(lines, head.hash(), tail.words)) + gaps;
    }

    /**
     * @param line its number, from 1
     * @param why  one sentence for an operator; holds no content of the trail
     */
    public record Fault(long line, String why) {}

    public enum TailProof {
        /** Nothing does: lines cut from the end leave no trace. Keep the {@code .head} file, or the last hash. */
        NONE("nothing (keep the .head file, or the last hash)"),
        /** The anchor beside the file names a line of it. Whoever can write both can cut both. */
        ANCHOR("the .head file beside it"),
        /** A head the caller knew is in the file: nothing up to it has been changed or cut. */
        EXPECTED_HEAD("the head you gave");

        private final String words;

        TailProof(String words) {
            this.words = words;
        }
    }

    /**
     * @param lost     events the gateway could not record and counted
     * @param resumed  times it was taken up again
     * @param torn     unfinished lines set aside after a crash
     */
    public record Declared(long lost, long resumed, long torn) {

        static final Declared NOTHING = new Declared(0, 0, 0);
    }
}
