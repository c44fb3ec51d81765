package dev.postern.gateway;

import dev.postern.audit.Crowd;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Exchanges counted by reason, by address and by principal, {@value #MOST} of each of those at most. Not to be used by two threads at once. */
final class Tally {

    static final int MOST = 1_000;
    static final int TOLD = 32;

    private final Map<String, Long> reasons = new HashMap<>();
    private final Map<String, Long> addresses = new HashMap<>();
    private final Map<String, Long> principals = new HashMap<>();
    private long exchanges;
    private long known;
    private Instant since = Instant.MAX;
    private Instant until = Instant.MIN;

    /** @param principal nobody's when empty */
    void add(String reason, String address, Optional<String> principal, Instant now) {
        exchanges++;
        reasons.merge(reason.isEmpty() ? "none" : reason, 1L, Long::sum);
        count(addresses, address);
        principal.ifPresent(name -> {
            known++;
            count(principals, name);
        });
        since = now.isBefore(since) ? now : since;
        until = now.isAfter(until) ? now : until;
    }

    private static void count(Map<String, Long> counts, String one) {
        if (counts.containsKey(one) || counts.size() < MOST) {
            counts.merge(one, 1L, Long::sum);
        }
    }

    /** Everything so far; empty when that is nothing. */
    Optional<Crowd> crowd() {
        return exchanges == 0 ? Optional.empty() : Optional.of(new Crowd(since, until, exchanges, reasons, most(addresses, exchanges), most(principals, known)));
    }

    private static Crowd.Most most(Map<String, Long> counts, long all) {
        Map<String, Long> told = counts.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())).limit(TOLD)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Crowd.Most(told, all - told.values().stream().mapToLong(Long::longValue).sum());
    }
}
