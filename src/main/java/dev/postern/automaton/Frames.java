package dev.postern.automaton;

import java.util.Arrays;

/** What an attempt goes back to, last first: ways not tried yet, and what registers held. For one thread. */
final class Frames {

    /** Numbers, two for each frame. */
    static final int LARGEST = 1 << 22;

    private int[] frames = new int[64];
    private int depth;

    int depth() {
        return depth;
    }

    boolean full() {
        return depth >= LARGEST;
    }

    /** A way that begins with this instruction at this place. */
    void way(int instruction, int at) {
        push(instruction, at);
    }

    void register(int register, int held) {
        push(-1 - register, held);
    }

    private void push(int what, int value) {
        if (depth == frames.length) {
            frames = Arrays.copyOf(frames, 2 * depth);
        }
        frames[depth++] = what;
        frames[depth++] = value;
    }

    /** Takes the topmost off; {@link #instruction} or {@link #register}, and {@link #value} are about it until something is put on. */
    void pop() {
        depth -= 2;
    }

    boolean isRegister() {
        return frames[depth] < 0;
    }

    int instruction() {
        return frames[depth];
    }

    int register() {
        return -1 - frames[depth];
    }

    int value() {
        return frames[depth + 1];
    }

    /** Drops the ways above this depth; what registers held stays. Returns how many frames it looked at. */
    int commit(int base) {
        int kept = base;
        for (int frame = base; frame < depth; frame += 2) {
            if (frames[frame] < 0) {
                frames[kept] = frames[frame];
                frames[kept + 1] = frames[frame + 1];
                kept += 2;
            }
        }
        int looked = (depth - base) / 2;
        depth = kept;
        return looked;
    }
}
