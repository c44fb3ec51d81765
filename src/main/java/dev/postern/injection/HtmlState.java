package dev.postern.injection;

/** What the tokenizer expects next; the names of HTML 5 (§13.2.5), shortened. */
enum HtmlState {
    TEXT,
    TAG_OPEN,
    END_TAG_OPEN,
    TAG_NAME,
    TAG_END,
    SELF_CLOSING,
    BEFORE_NAME,
    NAME,
    AFTER_NAME,
    BEFORE_VALUE,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    BACK_QUOTED,
    UNQUOTED,
    AFTER_QUOTED,
    MARKUP,
    DOCTYPE,
    COMMENT,
    BOGUS_COMMENT,
    PERCENT_COMMENT,
    CDATA,
    END
}
