package dev.postern.content;

/**
 * A place in a document that rules can name.
 *
 * @param path JSON pointer (RFC 6901), name of a form's field, {@code part} or {@code part/pointer} of a multipart body, {@code data/pointer} of an event, path of an XML element or attribute,
 *             column of a CSV table; empty in plain text. A key or a name is of the field that holds it
 * @param from index in the window of the first octet of its value, or a negative one if it began before the window
 * @param to   index behind its last octet, or the window's length if it goes on; equal to {@code from} where the document's own structure stands
 */
public record Field(String path, int from, int to) {}
