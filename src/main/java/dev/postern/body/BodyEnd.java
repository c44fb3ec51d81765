package dev.postern.body;

/** Whether the octets that are read come to the body's end, or more of it follows that nobody looks at. */
public enum BodyEnd { SEEN, CUT }
