package dev.postern.detect;

/**
 * A form in which data is written.
 *
 * @param pattern    in PCRE's syntax, linear, over octets of UTF-8. It begins where a word begins (no ASCII letter, digit or underscore before it) or with a character that is of no word, and
 *                   the longest match is taken; {@code \b} at its end asks that no word goes on
 * @param confidence of what has this form, before it is checked and before words beside it are looked at
 */
public record Shape(String pattern, int confidence) {}
