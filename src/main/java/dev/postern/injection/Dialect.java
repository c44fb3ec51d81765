package dev.postern.injection;

/** How comments are read: {@code --x} ends the line in the standard, but not in MySQL; {@code #} does in MySQL alone. */
enum Dialect {
    ANSI,
    MYSQL
}
