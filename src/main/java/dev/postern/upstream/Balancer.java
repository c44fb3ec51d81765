package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.Balance;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chooses the endpoint of a request without a lock: in turn, or the one with the fewest exchanges in flight, in turn among equals. An endpoint that rests after a
 * failed connect is chosen only when nothing else is left.
 */
final class Balancer {

    private final List<Member> members;
    private final Balance balance;
    private final AtomicInteger turn = new AtomicInteger();

    Balancer(List<Member> members, Balance balance) {
        this.members = List.copyOf(members);
        this.balance = balance;
    }

    /** An endpoint that is not among {@code tried}, already counted as busy with one exchange more; empty when all have been tried. */
    Optional<Member> next(Collection<Member> tried) {
        int start = Math.floorMod(turn.getAndIncrement(), members.size());
        Member best = null;
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get((start + i) % members.size());
            if (!tried.contains(member) && (best == null || isBetter(member, best))) {
                best = member;
            }
        }
        Optional<Member> chosen = Optional.ofNullable(best);
        chosen.ifPresent(Member::begin);
        return chosen;
    }

    private boolean isBetter(Member candidate, Member best) {
        boolean rests = candidate.resting();
        if (rests != best.resting()) {
            return !rests;
        }
        return switch (balance) {
            case ROUND_ROBIN -> false;
            case LEAST_REQUESTS -> candidate.open() < best.open();
        };
    }
}
