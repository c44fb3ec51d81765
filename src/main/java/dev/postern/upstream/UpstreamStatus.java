package dev.postern.upstream;

import java.util.List;

/** How an upstream is doing now, for metrics and the console. */
public record UpstreamStatus(String name, CircuitStatus circuit, List<EndpointStatus> endpoints) {

    public UpstreamStatus {
        endpoints = List.copyOf(endpoints);
    }

    /** Whether requests are sent to an endpoint, by what speaks loudest against it. */
    public enum State {
        AVAILABLE,
        /** For a moment, after a connect that failed. */
        RESTING,
        /** For a while, after failures. */
        EJECTED,
        /** Until its health checks say otherwise. */
        UNHEALTHY
    }

    /**
     * What is under way.
     *
     * @param requests       now
     * @param open           whether the next request is refused
     * @param refused        requests refused since the pool was made
     * @param retriesRefused retries and hedges not made for want of budget since the pool was made
     */
    public record CircuitStatus(int requests, boolean open, long refused, long retriesRefused) {}

    /**
     * One address of one endpoint.
     *
     * @param url         its origin, as configured
     * @param address     where it leads
     * @param state       whether requests are sent to it
     * @param open        exchanges in flight
     * @param connections open connections, idle ones included
     * @param counts      since it appeared
     */
    public record EndpointStatus(String url, String address, State state, int open, int connections, Counts counts) {}

    /**
     * What has been, since an endpoint appeared.
     *
     * @param requests  exchanges begun
     * @param failures  connects and exchanges that failed at it
     * @param retries   exchanges that had failed before and were tried again here
     * @param hedges    exchanges asked here as well because another endpoint was slow to answer
     * @param ejections how often it was ejected
     */
    public record Counts(long requests, long failures, long retries, long hedges, long ejections) {}
}
