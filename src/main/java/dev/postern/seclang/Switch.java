package dev.postern.seclang;

/** On or off. */
public enum Switch { ON, OFF }
