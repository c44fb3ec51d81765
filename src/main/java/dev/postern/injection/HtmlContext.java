package dev.postern.injection;

/** Where in a page the value is taken to stand. */
enum HtmlContext {
    TEXT(HtmlState.TEXT, '<'),
    TAG(HtmlState.BEFORE_NAME, '='),
    SINGLE_QUOTED(HtmlState.SINGLE_QUOTED, '\''),
    DOUBLE_QUOTED(HtmlState.DOUBLE_QUOTED, '"'),
    BACK_QUOTED(HtmlState.BACK_QUOTED, '`');

    private final HtmlState start;
    private final char needs;

    HtmlContext(HtmlState start, char needs) {
        this.start = start;
        this.needs = needs;
    }

    HtmlState start() {
        return start;
    }

    /** Without this octet the value stays text, or the inside of one attribute's value. In a tag either an attribute needs it, or a new tag needs {@code <}. */
    char needs() {
        return needs;
    }
}
