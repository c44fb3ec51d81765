package dev.postern.injection;

import java.util.Map;

/** What an attribute's value can do. */
enum HtmlAttribute {
    /** Nothing of interest. */
    PLAIN,
    /** Runs as a script, or changes what names mean: an attack whatever its value. */
    ACTIVE,
    /** Is a reference. */
    REFERENCE,
    /** Is the name of an attribute. */
    INDIRECT;

    private static final int SHORTEST = 2;
    private static final int SHORTEST_EVENT = 5;

    private static final Map<String, HtmlAttribute> NAMED = Map.ofEntries(
            Map.entry("ACTION", REFERENCE), Map.entry("ATTRIBUTENAME", INDIRECT), Map.entry("BY", REFERENCE), Map.entry("BACKGROUND", REFERENCE),
            Map.entry("DATAFORMATAS", ACTIVE), Map.entry("DATASRC", ACTIVE), Map.entry("DYNSRC", REFERENCE), Map.entry("FILTER", ACTIVE),
            Map.entry("FORMACTION", REFERENCE), Map.entry("FOLDER", REFERENCE), Map.entry("FROM", REFERENCE), Map.entry("HANDLER", REFERENCE),
            Map.entry("HREF", REFERENCE), Map.entry("LOWSRC", REFERENCE), Map.entry("POSTER", REFERENCE), Map.entry("SRC", REFERENCE), Map.entry("STYLE", ACTIVE),
            Map.entry("TO", REFERENCE), Map.entry("VALUES", REFERENCE), Map.entry("XLINK:HREF", REFERENCE));

    /** Of the name from {@code from} to before {@code to}; every name with {@code on} before it is an event's. */
    static HtmlAttribute of(byte[] in, int from, int to) {
        if (to - from < SHORTEST) {
            return PLAIN;
        }
        boolean event = to - from >= SHORTEST_EVENT && (HtmlName.begins(in, from, to, "ON") || HtmlName.begins(in, from, to, "XMLNS") || HtmlName.begins(in, from, to, "XLINK"));
        return event ? ACTIVE : NAMED.getOrDefault(HtmlName.of(in, from, to), PLAIN);
    }
}
