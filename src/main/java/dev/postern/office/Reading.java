package dev.postern.office;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** One document being read: the text found so far and what is left of the bounds. */
final class Reading {

    private static final int MOST_PLACES = 1 << 16;
    private static final int MOST_NAME = 200;
    private static final int STEPS_BETWEEN_LOOKS = 1 << 10;

    private final Limits limits;
    private final LongSupplier nanos;
    private final long began;
    private final long contentBound;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder beside = new StringBuilder();
    private final StringBuilder notes = new StringBuilder();
    private final List<Extracted.Place> places = new ArrayList<>();
    private final Set<Unreadable> gaps = EnumSet.noneOf(Unreadable.class);
    private String path = "";
    private long unpacked;
    private int parts;
    private int depth;
    private int steps;

    Reading(Limits limits, int documentBytes, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
        this.contentBound = Math.min(limits.contentBytes(), Math.max(Limits.FREE_BYTES, (long) limits.ratio() * documentBytes));
    }

    Extracted done() {
        return new Extracted(text.toString(), places, gaps);
    }

    void gap(Unreadable why) {
        gaps.add(why);
    }

    /** Reads a part; what cannot be read of it is a gap, and the rest goes on. */
    void part(Runnable reading) {
        try {
            reading.run();
        } catch (Stop stop) {
            if (stop.ofAll()) {
                throw stop;
            }
            gap(stop.why());
        }
    }

    /** Reads a document within the one being read. */
    void within(String name, Runnable reading) {
        if (depth >= limits.depth()) {
            gap(Unreadable.TOO_DEEP);
            return;
        }
        String outer = path;
        path = name.isEmpty() ? outer : shortened(outer + name + "/");
        depth++;
        try {
            part(reading);
        } finally {
            depth--;
            path = outer;
        }
    }

    void place(String name) {
        String full = shortened(path + name);
        if (places.size() < MOST_PLACES && (places.isEmpty() || !places.getLast().name().equals(full))) {
            places.add(new Extracted.Place(text.length(), full));
        }
    }

    /** Whether places are still marked one by one. */
    boolean marksSmallPlaces() {
        return places.size() < MOST_PLACES / 2;
    }

    private static String shortened(String name) {
        return name.length() <= MOST_NAME ? name : name.substring(0, MOST_NAME);
    }

    void say(CharSequence more) {
        require(more.length());
        text.append(more);
    }

    private void require(int more) {
        if (more > limits.characters() - text.length() - beside.length() - notes.length()) {
            throw new Stop(Unreadable.TOO_LARGE);
        }
    }

    /** Text that the document has where it shows none: it comes behind the part. */
    void beside(String more) {
        require(more.length());
        beside.append(more);
    }

    /** Ends an element beside what is shown. */
    void separateBeside() {
        int end = beside.length();
        while (end > 0 && beside.charAt(end - 1) <= ' ') {
            end--;
        }
        beside.setLength(end);
        if (end > 0) {
            beside.append('\n');
        }
    }

    /** A comment, which does not cut what it stands in. */
    void note(String more) {
        require(more.length() + 1);
        notes.append(more).append('\n');
    }

    /** Says what stood beside. */
    void endPart() {
        separateBeside();
        if (beside.length() + notes.length() > 0) {
            String besides = beside.append(notes).toString();
            beside.setLength(0);
            notes.setLength(0);
            separate('\n');
            say(besides);
        }
    }

    /** Ends a line or cell, unless nothing stands in it. */
    void separate(char with) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n' && (with == '\n' || text.charAt(text.length() - 1) != with)) {
            say(String.valueOf(with));
        }
    }

    void unpacked(long bytes) {
        unpacked += bytes;
        if (unpacked > contentBound) {
            throw new Stop(Unreadable.EXPANDS);
        }
        step();
    }

    void part() {
        if (++parts > limits.parts()) {
            throw new Stop(Unreadable.TOO_LARGE);
        }
    }

    /** To be called for every small piece of work. */
    void step() {
        if (++steps >= STEPS_BETWEEN_LOOKS) {
            look();
        }
    }

    void look() {
        steps = 0;
        if (nanos.getAsLong() - began > limits.time().toNanos()) {
            throw new Stop(Unreadable.TOO_SLOW);
        }
    }
}
