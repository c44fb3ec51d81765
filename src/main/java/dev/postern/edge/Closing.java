package dev.postern.edge;

/**
 * How an exchange ended towards the client. {@code COMPLETED}: the answer was handed over whole. {@code CLIENT_CUT}: the client, or the network, went away first.
 * {@code ENDED}: the gateway broke it off, so that what was sent is not taken as complete.
 */
public enum Closing { COMPLETED, CLIENT_CUT, ENDED }
