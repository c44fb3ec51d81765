package dev.postern.content;

/**
 * Text in place of other text of a block.
 *
 * @param start index in the window
 * @param end   index behind
 * @param with  UTF-8, without escapes: the document's own are put in where it is written
 */
public record Replacement(int start, int end, byte[] with) {}
