package dev.postern.config;

import java.nio.file.Path;

/**
 * A SPIFFE trust domain whose workloads may authenticate with their X.509-SVIDs.
 *
 * @param trustDomain for example {@code corp.test}
 * @param bundle      PEM of its authorities; watched and reloaded
 */
public record WorkloadTrustConfig(Located<String> trustDomain, Located<Path> bundle) {}
