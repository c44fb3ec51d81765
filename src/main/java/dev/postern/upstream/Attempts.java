package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.HedgeConfig;
import dev.postern.config.UpstreamConfig.RetryConfig;
import dev.postern.config.UpstreamConfig.RetryConfig.Condition;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Whether one request is tried again: only when doing it twice does no harm (idempotent, RFC 9110 §9.2.2, and without a body), only for what is configured, only so often, and
 * only while the upstream's budget lasts. Confined to the event loop of its exchange.
 */
final class Attempts {

    /** Of what can be forwarded. */
    private static final Set<HttpMethod> IDEMPOTENT = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE);

    /** Two copies of what changes something would be under way at once, and nobody could say which came last. */
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final RetryConfig config;
    private final Optional<HedgeConfig> hedge;
    private final boolean safe;
    private final Circuit circuit;
    private final boolean repeatable;
    private List<Member> failed = List.of();
    private boolean renewed;
    private int made;

    Attempts(Pool pool, HttpMethod method, RequestBody body) {
        this.config = pool.definition().resilience().retry();
        this.hedge = pool.definition().resilience().hedge();
        this.safe = SAFE.contains(method);
        this.circuit = pool.circuit();
        this.repeatable = body instanceof RequestBody.None && IDEMPOTENT.contains(method);
    }

    /** Members that have failed this request. */
    List<Member> failed() {
        return failed;
    }

    boolean isRetry() {
        return made > 0 || renewed;
    }

    /** Once, at once and on a new connection, when the upstream seems to have closed an idle one just as the request was written to it. */
    boolean mayRenew(Dialled on, Throwable failure) {
        if (!repeatable || renewed || !on.onUsedConnection() || !Failures.isStaleConnection(failure) || !circuit.spendRetry()) {
            return false;
        }
        renewed = true;
        return true;
    }

    /** To be asked once for each failure: a yes has been paid for. */
    boolean mayRetry(Condition why, Member member) {
        if (!repeatable || !config.on().contains(why) || made >= config.attempts() || !circuit.spendRetry()) {
            return false;
        }
        made++;
        avoid(member);
        return true;
    }

    /** It has failed this request: later tries go elsewhere where they can. */
    void avoid(Member member) {
        failed = new ArrayList<>(failed);
        failed.add(member);
    }

    /** How the first try is hedged, if it is; a retry never is. */
    Optional<HedgeConfig> hedge() {
        return repeatable && safe && !isRetry() ? hedge : Optional.empty();
    }

    /** Whether a status is one that retries are for. */
    boolean isFailure(int status) {
        return condition(status).filter(config.on()::contains).isPresent();
    }

    /** Before the next attempt: at random up to a time that doubles. */
    Duration pause() {
        long most = config.backoff().toMillis() << made - 1;
        return Duration.ofMillis(1 + ThreadLocalRandom.current().nextLong(most));
    }

    /** How long an attempt may take that could be followed by another. */
    Optional<Duration> patience() {
        boolean another = repeatable && made < config.attempts() && config.on().contains(Condition.RESET_BEFORE_HEAD);
        return another && !config.perTry().isZero() ? Optional.of(config.perTry()) : Optional.empty();
    }

    /** What a status says about the endpoint, where it says that the app was not reached. */
    static Optional<Condition> condition(int status) {
        return switch (status) {
            case 502 -> Optional.of(Condition.BAD_GATEWAY);
            case 503 -> Optional.of(Condition.UNAVAILABLE);
            case 504 -> Optional.of(Condition.GATEWAY_TIMEOUT);
            default -> Optional.empty();
        };
    }
}
