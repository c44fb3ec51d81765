package dev.postern.audit;

/** A line read back from the file: its place in the chain, its octets without the line feed, and what it says about itself. */
record Line(Link link, byte[] octets, LineFacts facts) {}
