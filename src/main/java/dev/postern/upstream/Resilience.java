package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.CircuitConfig;
import dev.postern.config.UpstreamConfig.HealthConfig;
import dev.postern.config.UpstreamConfig.HedgeConfig;
import dev.postern.config.UpstreamConfig.OutliersConfig;
import dev.postern.config.UpstreamConfig.RetryConfig;
import java.util.Optional;

/** What an upstream does about endpoints that are slow, wrong or gone, as configured. */
record Resilience(
        Optional<HealthConfig> health, OutliersConfig outliers, CircuitConfig circuit, RetryConfig retry, Optional<HedgeConfig> hedge, Lineup.Rules lineup) {}
