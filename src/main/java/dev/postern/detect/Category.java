package dev.postern.detect;

/** What an {@link InfoType} is counted among. */
public enum Category { FINANCIAL, GOVERNMENT_ID, HEALTH, CONTACT, NETWORK, CREDENTIAL, TIME_AND_PLACE, CUSTOM }
