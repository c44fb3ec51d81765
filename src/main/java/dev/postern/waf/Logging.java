package dev.postern.waf;

/** Whether a match is reported: {@code log}, or {@code nolog} with or without {@code auditlog}. */
enum Logging { LOG, AUDIT_ONLY, SILENT }
