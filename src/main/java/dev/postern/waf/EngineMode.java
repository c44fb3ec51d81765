package dev.postern.waf;

/** {@code SecRuleEngine}: whether rules run, and whether what they decide is carried out. */
public enum EngineMode { ON, DETECTION_ONLY, OFF }
