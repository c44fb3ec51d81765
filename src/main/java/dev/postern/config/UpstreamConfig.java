package dev.postern.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A named set of endpoints that serve the same app.
 *
 * @param name        used in routes
 * @param urls        {@code https://host:port}, or {@code http://} on loopback only; a name stands for all its addresses
 * @param endpoints   instead of them, with weights and priorities
 * @param expect      SPIFFE ids of which the peer must present one (never a common name, never a bare chain); required for {@code https}
 * @param protocol    HTTP version to speak
 * @param balance     how an endpoint is chosen
 * @param connections at most, to each endpoint, 64
 * @param timeouts    connect 5 s, first byte 30 s, whole exchange none
 * @param addresses   where names may lead
 * @param health      how endpoints are asked whether they are well; not at all when empty
 * @param outliers    when one that fails is left alone
 * @param circuit     how much may be under way
 * @param retry       what is tried again
 * @param hedge       when a request that is slow to be answered is asked elsewhere as well; never when empty
 * @param panicPercent when fewer of the endpoints are available they are all asked, 0
 * @param slowStart   over how long one that appears or recovers gets its full share; none when zero
 * @param drain       how long what is under way goes on at an endpoint or address that is named no more, 5 min
 */
public record UpstreamConfig(
        Located<String> name,
        List<Located<URI>> urls,
        List<EndpointConfig> endpoints,
        List<Located<String>> expect,
        HttpVersions protocol,
        Balance balance,
        int connections,
        Timeouts timeouts,
        AddressesConfig addresses,
        Optional<HealthConfig> health,
        OutliersConfig outliers,
        CircuitConfig circuit,
        RetryConfig retry,
        Optional<HedgeConfig> hedge,
        int panicPercent,
        Duration slowStart,
        Duration drain) {

    public UpstreamConfig {
        urls = List.copyOf(urls);
        endpoints = List.copyOf(endpoints);
        expect = List.copyOf(expect);
    }

    public enum HttpVersions {
        /** HTTP/2 where the upstream offers it (ALPN), else HTTP/1.1. */
        AUTO, HTTP_1_1, HTTP_2
    }

    public enum Balance { ROUND_ROBIN, LEAST_REQUESTS }

    /** Zero for {@code whole} means no bound: streams may live as long as both sides want. */
    public record Timeouts(Duration connect, Duration firstByte, Duration whole) {}

    /**
     * One endpoint.
     *
     * @param weight   its share, relative to the others, 1
     * @param priority used while no endpoint of a lower number is available, 0
     * @param zone     where it is; preferred by gateways there
     */
    public record EndpointConfig(Located<URI> url, int weight, int priority, Optional<String> zone) {}

    /** @param allow blocks that names may lead to although they are neither public nor private addresses */
    public record AddressesConfig(List<Cidr> allow) {

        public AddressesConfig {
            allow = List.copyOf(allow);
        }
    }

    /**
     * A regular question to each endpoint.
     *
     * @param path     asked with GET; a connection is enough when empty
     * @param interval 10 s
     * @param timeout  2 s
     * @param rise     good answers in a row that make it available, 2
     * @param fall     bad answers in a row that make it unavailable, 3
     */
    public record HealthConfig(Optional<String> path, Duration interval, Duration timeout, int rise, int fall) {}

    /**
     * When an endpoint is ejected.
     *
     * @param failures           in a row, 5; never when 0
     * @param failurePercent     of the answers in a window, 80; never when 0
     * @param window             30 s
     * @param minimumRequests    in a window, 50
     * @param ejection           30 s the first time, growing
     * @param longestEjection    5 min
     * @param mostEjectedPercent of the endpoints at once, 50
     */
    public record OutliersConfig(int failures, int failurePercent, Duration window, int minimumRequests, Duration ejection, Duration longestEjection, int mostEjectedPercent) {}

    /**
     * Bounds on what is under way.
     *
     * @param requests to the upstream, 10,000
     * @param pending  waiting for a connection to one endpoint, 1,024
     */
    public record CircuitConfig(int requests, int pending) {}

    /** @param after without the head of an answer, a second endpoint is asked */
    public record HedgeConfig(Duration after) {}

    /**
     * What is tried again.
     *
     * @param on            connect-failure and reset-before-head
     * @param attempts      after the first, 2
     * @param budgetPercent of its requests, 20
     * @param perTry        none when zero
     * @param backoff       25 ms
     */
    public record RetryConfig(Set<Condition> on, int attempts, int budgetPercent, Duration perTry, Duration backoff) {

        public RetryConfig {
            on = Set.copyOf(on);
        }

        /** What went wrong. */
        public enum Condition { CONNECT_FAILURE, RESET_BEFORE_HEAD, BAD_GATEWAY, UNAVAILABLE, GATEWAY_TIMEOUT }
    }
}
