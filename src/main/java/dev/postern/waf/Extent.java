package dev.postern.waf;

/** Whether a body is fed in whole, or cut because it was over its limit: INBOUND_DATA_ERROR, OUTBOUND_DATA_ERROR. */
public enum Extent { WHOLE, CUT }
