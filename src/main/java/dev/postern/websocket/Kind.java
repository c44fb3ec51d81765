package dev.postern.websocket;

/** What a message is said to be (RFC 6455 §5.6): text is UTF-8, binary is anything. */
public enum Kind { TEXT, BINARY }
