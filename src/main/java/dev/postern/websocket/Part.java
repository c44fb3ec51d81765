package dev.postern.websocket;

/** Whether more of a message follows a piece of it. */
public enum Part { MORE, LAST }
