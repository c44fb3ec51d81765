package dev.postern.demo;

import java.io.PrintStream;

/** Tells the story of the walk on a terminal: what is tried, what came of it, whether that is as it should be. */
final class Narrator {

    /** Whether the place it writes to shows colours. */
    enum Style { PLAIN, COLOUR }

    private final PrintStream out;
    private final Style style;
    private int step;
    private int surprises;

    Narrator(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    void say(String text) {
        out.println(text);
    }

    void step(String title) {
        step++;
        out.printf("%n%s%n", paint("1", step + ". " + title));
    }

    void detail(String text) {
        text.lines().forEach(line -> out.println("   " + paint("2", line)));
    }

    /** One expectation of the story. */
    void expect(String what, Object wanted, Object seen) {
        boolean held = wanted.equals(seen);
        out.printf("   %s %s%s%n", held ? paint("32", "✓") : paint("31", "✗"), what, held ? "" : ": wanted " + wanted + ", saw " + seen);
        if (!held) {
            surprises++;
        }
    }

    int surprises() {
        return surprises;
    }

    int steps() {
        return step;
    }

    private String paint(String code, String text) {
        return style == Style.COLOUR ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
