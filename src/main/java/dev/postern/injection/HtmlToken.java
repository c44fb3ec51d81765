package dev.postern.injection;

/** What the tokenizer finds. */
enum HtmlToken {
    /** Nothing yet: the tokenizer looks on in its next state. */
    NONE,
    DATA_TEXT,
    TAG_NAME_OPEN,
    TAG_NAME_CLOSE,
    TAG_NAME_SELFCLOSE,
    TAG_CLOSE,
    ATTR_NAME,
    ATTR_VALUE,
    TAG_COMMENT,
    DOCTYPE
}
