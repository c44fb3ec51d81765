package dev.postern.limit;

import dev.postern.config.LimitConfig;
import dev.postern.config.Located;
import dev.postern.config.Problems;
import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.limit.Admission.Admitted;
import dev.postern.limit.Admission.Quota;
import dev.postern.limit.Admission.Rejected;
import dev.postern.limit.ConcurrencyStore.Seat;
import dev.postern.limit.RateStore.Balance;
import dev.postern.limit.RateStore.Draw;
import dev.postern.loop.Ready;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Decides how much: every limit of a route must admit a request. Places among the open exchanges are taken first, because they can be given back without a trace,
 * then a token from every bucket at once or from none. All routes that name a limit count into the same buckets.
 *
 * <p>Refused with {@link Reason#CONCURRENCY_LIMITED} or {@link Reason#RATE_LIMITED} as a {@link Rejected}; a store that cannot be asked fails the future with
 * {@link Reason#OVERLOADED}: nobody is admitted uncounted. Immutable; any thread.
 */
public final class Limiter {

    /** When a place among open exchanges frees up cannot be known; ask again soon. */
    private static final Duration CONCURRENCY_RETRY = Duration.ofSeconds(1);
    private static final Future<Admission> FREE = Future.succeededFuture(new Admitted(Lease.NONE, List.of()));

    private final Map<String, CompiledLimit> limits;
    private final LimitStores stores;

    private Limiter(Map<String, CompiledLimit> limits, LimitStores stores) {
        this.limits = limits;
        this.stores = stores;
    }

    /** Compiles all limits; whatever is wrong is added to {@code problems}. */
    public static Limiter compile(List<LimitConfig> configs, LimitStores stores, Problems problems) {
        Map<String, CompiledLimit> limits = new LinkedHashMap<>();
        for (LimitConfig config : configs) {
            boolean sound = LimitRules.sound(config, problems);
            String name = config.name().value();
            if (limits.containsKey(name)) {
                problems.add(config.name().at(), "limit '" + name + "' is defined twice", "give each limit a name of its own");
            } else if (sound) {
                limits.put(name, new CompiledLimit(config));
            }
        }
        return new Limiter(limits, stores);
    }

    /** The limits a route names, in its order; unknown names and names given twice are added to {@code problems}. */
    public RouteLimits forRoute(List<Located<String>> names, Problems problems) {
        Map<String, CompiledLimit> found = new LinkedHashMap<>();
        for (Located<String> name : names) {
            CompiledLimit limit = limits.get(name.value());
            if (limit == null) {
                problems.add(name.at(), "there is no limit '" + name + "'", "defined are: " + String.join(", ", limits.keySet()));
            } else if (found.put(name.value(), limit) != null) {
                problems.add(name.at(), "limit '" + name + "' is named twice");
            }
        }
        return new RouteLimits(List.copyOf(found.values()));
    }

    /**
     * Whether the request may go on now. Whoever receives an {@link Admitted} owns its lease, also when the client has gone meanwhile.
     *
     * @return fails with a {@link RefusedException} when a store cannot be asked
     */
    public Future<Admission> admit(LimitSubject subject, RouteLimits route) {
        if (route.limits().isEmpty()) {
            return FREE;
        }
        Wanted wanted = Wanted.of(subject, route);
        Future<Admission> admission = Ready.then(enter(wanted.seats()),
                lease -> lease.isEmpty() ? Future.succeededFuture(full()) : draw(wanted.draws(), lease.get()));
        return admission.succeeded() ? admission : admission.recover(Limiter::unavailable);
    }

    private Future<Optional<Lease>> enter(List<Seat> seats) {
        return seats.isEmpty() ? Future.succeededFuture(Optional.of(Lease.NONE)) : asked(() -> stores.concurrency().enter(seats));
    }

    private Future<Admission> draw(List<Draw> draws, Lease lease) {
        if (draws.isEmpty()) {
            return Future.succeededFuture(new Admitted(lease, List.of()));
        }
        Future<Admission> drawn = asked(() -> Ready.then(stores.rates().take(draws), balances -> Future.succeededFuture(judged(draws, balances, lease))));
        return drawn.succeeded() ? drawn : drawn.onFailure(failed -> lease.release());
    }

    /** A store that throws is a store that cannot be asked. */
    private static <T> Future<T> asked(Supplier<Future<T>> store) {
        try {
            return store.get();
        } catch (RuntimeException broken) {
            return Future.failedFuture(broken);
        }
    }

    private static Admission judged(List<Draw> draws, List<Balance> balances, Lease lease) {
        List<Quota> quotas = quotas(draws, balances);
        if (allHad(balances)) {
            return new Admitted(lease, quotas);
        }
        lease.release();
        Duration wait = balances.stream().map(Balance::until).max(Duration::compareTo).orElseThrow();
        List<String> empty = IntStream.range(0, draws.size()).filter(i -> !balances.get(i).had()).mapToObj(i -> draws.get(i).limit().name()).toList();
        return new Rejected(Denial.of(Reason.RATE_LIMITED, "used up: " + String.join(", ", empty)), wait, quotas);
    }

    private static List<Quota> quotas(List<Draw> draws, List<Balance> balances) {
        if (draws.size() != balances.size()) {
            throw new IllegalStateException("a balance is missing");
        }
        List<Quota> quotas = new ArrayList<>(draws.size());
        for (int i = 0; i < draws.size(); i++) {
            quotas.add(quota(draws.get(i).limit(), balances.get(i)));
        }
        return quotas;
    }

    private static boolean allHad(List<Balance> balances) {
        for (Balance balance : balances) {
            if (!balance.had()) {
                return false;
            }
        }
        return true;
    }

    private static Quota quota(RateLimit limit, Balance balance) {
        return new Quota(limit.name(), limit.requests(), limit.period(), balance.remaining(), balance.reset());
    }

    private static Admission full() {
        return new Rejected(Denial.of(Reason.CONCURRENCY_LIMITED, "too many exchanges open"), CONCURRENCY_RETRY, List.of());
    }

    private static Future<Admission> unavailable(Throwable failed) {
        return Future.failedFuture(failed instanceof RefusedException refused
                ? refused
                : new RefusedException(Reason.OVERLOADED, "limits cannot be counted: " + failed.getClass().getSimpleName()));
    }

    /** What one request asks of the stores. */
    private record Wanted(List<Seat> seats, List<Draw> draws) {

        static Wanted of(LimitSubject subject, RouteLimits route) {
            List<Seat> seats = new ArrayList<>(route.limits().size());
            List<Draw> draws = new ArrayList<>(route.limits().size());
            for (CompiledLimit limit : route.limits()) {
                String key = limit.key(subject);
                limit.seat(key).ifPresent(seats::add);
                limit.draw(key).ifPresent(draws::add);
            }
            return new Wanted(seats, draws);
        }
    }
}
