package dev.postern.seclang;

import dev.postern.config.Located;

/** Which rules a removal or an update is about. */
public sealed interface Selection {

    record ById(IdRanges ids) implements Selection {}

    /** Rules one of whose tags this regular expression finds. */
    record ByTag(Located<String> regex) implements Selection {}

    /** Rules whose message this regular expression finds. */
    record ByMessage(Located<String> regex) implements Selection {}
}
