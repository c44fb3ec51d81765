package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.Balance;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Chooses the endpoint of a request without a lock, in constant time: the next of the {@link Lineup}, or of the next two the one with fewer exchanges in flight for its
 * weight. Safe from any thread.
 */
final class Balancer {

    private final Definition definition;
    private final Supplier<List<Member>> members;
    private final InstantSource clock;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger changes = new AtomicInteger();
    private volatile Made made = new Made(Lineup.EMPTY, -1);

    /** A line-up, and how many changes it knows of. */
    private record Made(Lineup lineup, int changes) {}

    Balancer(Definition definition, Supplier<List<Member>> members, InstantSource clock) {
        this.definition = definition;
        this.members = members;
        this.clock = clock;
    }

    /** Members, or what is known of them, are not what they were. */
    void changed() {
        changes.incrementAndGet();
    }

    /** An endpoint that is not among {@code tried}, already counted as busy with one exchange more; those that are not available come last; empty when all have been tried. */
    Optional<Member> next(List<Member> tried) {
        Lineup now = lineup();
        Optional<Member> chosen = now.round().length == 0 ? Optional.empty() : tried.isEmpty() ? Optional.of(first(now.round())) : another(now, Math.floorMod(turn.getAndIncrement(), now.round().length), member -> !tried.contains(member));
        chosen.ifPresent(Member::begin);
        return chosen;
    }

    /**
     * An available endpoint other than {@code first}, for a hedge; not counted as busy yet. It takes no turn: of two endpoints the slow one would else be the first to be asked each
     * time.
     */
    Optional<Member> beside(Member first) {
        Lineup now = lineup();
        long time = clock.millis();
        return now.round().length == 0 ? Optional.empty() : another(now, Math.floorMod(turn.get(), now.round().length),
                member -> member != first && member.state(time) == UpstreamStatus.State.AVAILABLE);
    }

    private Lineup lineup() {
        long now = clock.millis();
        int known = changes.get();
        Made last = made;
        if (last.changes() != known || now >= last.lineup().until()) {
            last = new Made(Lineup.of(members.get(), definition.resilience().lineup(), now), known);
            made = last;
        }
        return last.lineup();
    }

    private Member first(Member[] round) {
        int at = Math.floorMod(turn.getAndIncrement(), round.length);
        return switch (definition.balance()) {
            case ROUND_ROBIN -> round[at];
            case LEAST_REQUESTS -> lessBusy(round[at], round[(at + 1) % round.length]);
        };
    }

    private static Member lessBusy(Member one, Member other) {
        return (long) other.open() * one.endpoint().weight() < (long) one.open() * other.endpoint().weight() ? other : one;
    }

    private static Optional<Member> another(Lineup now, int start, Predicate<Member> wanted) {
        for (int i = 0; i < now.round().length; i++) {
            Member member = now.round()[(start + i) % now.round().length];
            if (wanted.test(member)) {
                return Optional.of(member);
            }
        }
        return now.spare().stream().filter(wanted).findFirst();
    }
}
