package dev.postern.content;

/**
 * A place in a document that rules can name.
 *
 * @param path JSON pointer (RFC 6901), name of a form's field, {@code part/name} of a multipart body, path of an XML element or attribute, column of a CSV table; empty in plain text
 * @param from index in the window of the first octet of its value, or a negative one if it began before the window
 * @param to   index behind its last octet, or the window's length if it goes on
 */
public record Field(String path, int from, int to) {}
