package dev.postern.config;

/** Whether problems are printed in colour: on a terminal that asks for it, never into a file or a log. */
public enum Colour { NEVER, ANSI }
