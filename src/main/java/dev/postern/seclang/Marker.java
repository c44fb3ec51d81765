package dev.postern.seclang;

import dev.postern.config.Position;

/** {@code SecMarker}: where {@code skipAfter} leads, in every phase. */
public record Marker(Position at, String label) implements Directive {}
