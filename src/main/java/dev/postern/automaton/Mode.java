package dev.postern.automaton;

/** What changes how a pattern is read; those with a letter can be switched inside it. */
enum Mode {
    CASE_INSENSITIVE('i'),
    MULTI_LINE('m'),
    DOT_ALL('s'),
    EXTENDED('x'),
    NO_AUTO_CAPTURE('n'),
    UNGREEDY('U'),
    DOLLAR_END_ONLY('\0');

    final char letter;

    Mode(char letter) {
        this.letter = letter;
    }
}
