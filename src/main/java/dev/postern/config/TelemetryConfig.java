package dev.postern.config;

/** What the gateway tells of its work besides the record and its metrics. */
public record TelemetryConfig(TracesConfig traces) {}
