package dev.postern.seclang;

import dev.postern.config.Position;

/** {@code SecRuleRemoveById}, {@code ByTag}, {@code ByMsg}: rules above it that are not to be. */
public record Removal(Position at, Selection rules) implements Directive {}
