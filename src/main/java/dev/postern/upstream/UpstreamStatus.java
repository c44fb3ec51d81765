package dev.postern.upstream;

import java.util.List;

/** How an upstream is doing now, for metrics and the console. */
public record UpstreamStatus(String name, List<EndpointStatus> endpoints) {

    public UpstreamStatus {
        endpoints = List.copyOf(endpoints);
    }

    /**
     * One endpoint.
     *
     * @param url         its origin
     * @param open        exchanges in flight
     * @param connections open connections, idle ones included
     * @param requests    exchanges begun since the pool was made
     * @param failures    connects and exchanges that failed at the upstream since the pool was made
     * @param resting     whether it is passed over after a failed connect
     */
    public record EndpointStatus(String url, int open, int connections, long requests, long failures, boolean resting) {}
}
