package dev.postern.inspect;

/** Which way a message goes: to the upstream, or back. */
public enum Direction { REQUEST, RESPONSE }
