package dev.postern.config;

import dev.postern.config.Keys.Key;
import dev.postern.config.UpstreamConfig.CircuitConfig;
import dev.postern.config.UpstreamConfig.HealthConfig;
import dev.postern.config.UpstreamConfig.HedgeConfig;
import dev.postern.config.UpstreamConfig.OutliersConfig;
import dev.postern.config.UpstreamConfig.RetryConfig;
import dev.postern.config.UpstreamConfig.RetryConfig.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an upstream does about endpoints that are slow, wrong or gone. */
final class ResilienceSections {

    static final Section<HealthConfig> HEALTH = health();
    static final Section<OutliersConfig> OUTLIERS = outliers();
    static final Section<CircuitConfig> CIRCUIT = circuit();
    static final Section<RetryConfig> RETRY = retry();
    static final Section<HedgeConfig> HEDGE = hedge();

    private ResilienceSections() {}

    private static Section<HealthConfig> health() {
        Keys keys = new Keys("A regular question to each endpoint, over the same mutual TLS as requests.");
        Key<Optional<String>> path = keys.maybe("path", path(), "Asked with GET; a 2xx is well. Without it the endpoint is well when it can be connected to, TLS included.");
        Key<Duration> interval = keys.optional("interval", Quantities.duration("1s", "1h"), "10s", "From one question to the next, a tenth more or less.");
        Key<Duration> timeout = keys.optional("timeout", Quantities.duration("10ms", "1m"), "2s", "For one question, connecting included.");
        Key<Integer> rise = keys.optional("rise", Scalars.integer(1, 100), "2", "So many good answers in a row make an endpoint available again.");
        Key<Integer> fall = keys.optional("fall", Scalars.integer(1, 100), "3", "So many bad answers in a row make it unavailable; the very first answer counts at once.");
        return keys.to(v -> new HealthConfig(v.get(path), v.get(interval), v.get(timeout), v.get(rise), v.get(fall)));
    }

    private static TextShape<String> path() {
        return new TextShape<>("a path: /healthz", text -> {
            if (!text.matches("/[!-~]{0,1023}") || text.contains("#")) {
                throw new Unfit(Shown.of(text) + " is not a path", "a slash and visible characters");
            }
            return text;
        }, Json.pattern("^/[!-~]*$"));
    }

    private static Section<OutliersConfig> outliers() {
        Keys keys = new Keys("When an endpoint is ejected: left alone for a time that grows each time.");
        Key<Integer> failures = keys.optional("failures", Scalars.integer(0, 10_000), "5",
                "After so many failures in a row: no connection, a broken or late answer, or a 502, 503 or 504. 0 for never.");
        Key<Integer> percent = keys.optional("failure-percent", Scalars.integer(0, 100), "80", "When so many of its answers in a window fail, any 5xx included. 0 for never.");
        Key<Duration> window = keys.optional("window", Quantities.duration("1s", "1h"), "30s", "The window of failure-percent.");
        Key<Integer> minimum = keys.optional("minimum-requests", Scalars.integer(1, 1_000_000), "50", "Fewer answers in a window prove nothing.");
        Key<Duration> ejection = keys.optional("ejection", Quantities.duration("1s", "1h"), "30s", "For how long the first time, unless health checks say sooner that it is well again; twice as long the second, and so on.");
        Key<Duration> longest = keys.optional("longest-ejection", Quantities.duration("1s", "24h"), "5m", "And never longer than this.");
        Key<Integer> most = keys.optional("most-ejected-percent", Scalars.integer(0, 90), "50", "Never more endpoints than this at once, rounded down.");
        return keys.to(v -> new OutliersConfig(v.get(failures), v.get(percent), v.get(window), v.get(minimum), v.get(ejection), v.get(longest), v.get(most)));
    }

    private static Section<CircuitConfig> circuit() {
        Keys keys = new Keys("Bounds on what is under way towards one upstream; connections has a key of its own.");
        Key<Integer> requests = keys.optional("requests", Scalars.integer(1, 1_000_000), "10000", "Requests under way at once, WebSockets included.");
        Key<Integer> pending = keys.optional("pending", Scalars.integer(1, 100_000), "1024", "Of them, waiting for a connection to one endpoint.");
        return keys.to(v -> new CircuitConfig(v.get(requests), v.get(pending)));
    }

    private static Section<RetryConfig> retry() {
        Keys keys = new Keys("Idempotent requests without a body (GET, HEAD, OPTIONS, PUT, DELETE) before any octet of an answer; a connect that failed, for every request.");
        Key<List<Condition>> on = keys.many("on", Lists.of(Scalars.choice(Condition.values(), ResilienceSections::word)),
                List.of("connect-failure", "reset-before-head"), "What is tried again, on another endpoint where there is one.");
        Key<Integer> attempts = keys.optional("attempts", Scalars.integer(0, 5), "2", "How often after the first time; 0 for never.");
        Key<Integer> budget = keys.optional("budget-percent", Scalars.integer(0, 100), "20",
                "Each request saves this share of a retry; ten retries are there from the start, and no more than a thousand are saved.");
        Key<Duration> perTry = keys.optional("per-try", Quantities.duration("0s", "1h"), "0s",
                "How long one attempt of what may be tried again waits for the head of the answer; 0s for as long as timeouts.first-byte.");
        Key<Duration> backoff = keys.optional("backoff", Quantities.duration("1ms", "10s"), "25ms", "Up to this before the first retry, up to twice this before the second.");
        return keys.to(v -> new RetryConfig(Set.copyOf(v.get(on)), v.get(attempts), v.get(budget), v.get(perTry), v.get(backoff)));
    }

    private static Section<HedgeConfig> hedge() {
        Keys keys = new Keys("GET, HEAD and OPTIONS without a body are asked at a second endpoint when the first is slow; the first answer counts, the other try is cancelled.");
        Key<Duration> after = keys.required("after", Quantities.duration("1ms", "1m"),
                "Without the head of an answer for so long, one other available endpoint is asked as well; each time spends one of the retries under retry.budget-percent.");
        return keys.to(v -> new HedgeConfig(v.get(after)));
    }

    private static String word(Condition condition) {
        return switch (condition) {
            case CONNECT_FAILURE -> "connect-failure";
            case RESET_BEFORE_HEAD -> "reset-before-head";
            case BAD_GATEWAY -> "502";
            case UNAVAILABLE -> "503";
            case GATEWAY_TIMEOUT -> "504";
        };
    }
}
