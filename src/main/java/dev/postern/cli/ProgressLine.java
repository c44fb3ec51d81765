package dev.postern.cli;

import java.io.PrintStream;
import java.util.Optional;

/** One line that is written over while somebody waits, on a terminal's standard error alone: a pipe gets the result and nothing else. One thread. */
final class ProgressLine {

    private final Optional<PrintStream> terminal;
    private int shown;

    /** @param terminal where somebody waits; nobody does without it */
    ProgressLine(Optional<PrintStream> terminal) {
        this.terminal = terminal;
    }

    static ProgressLine onTerminal() {
        return new ProgressLine(Optional.of(System.err).filter(err -> System.console() != null && System.console().isTerminal()));
    }

    /** In place of what is shown. */
    void show(String text) {
        terminal.ifPresent(err -> {
            err.print('\r' + text + " ".repeat(Math.max(0, shown - text.length())) + '\r');
            err.flush();
        });
        shown = text.length();
    }

    /** Before anything else is printed there. */
    void wipe() {
        if (shown > 0) {
            show("");
        }
    }
}
