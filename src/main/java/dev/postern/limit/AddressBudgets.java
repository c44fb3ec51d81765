package dev.postern.limit;

import io.github.bucket4j.TimeMeter;
import dev.postern.limit.RateStore.Draw;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one client address (IPv6: its /64) may cost before anybody is known there. Each kind of work fills at its rate and holds ten seconds' worth. The table is bounded; when
 * it is full, newcomers share one bucket for each kind of work, as in {@link MemoryRateStore}. Any thread; never blocks. Rates may change; what is counted then starts afresh.
 */
public final class AddressBudgets {

    private static final int BURST_SECONDS = 10;

    /** Kinds of work that cost a gateway much and a stranger little: lines of the record are, and so is a look at what an operator shows. */
    public enum Work { HANDSHAKE, TOKEN, SIGN_IN, RECORD, OPERATOR }

    private final MemoryRateStore store;
    private volatile Map<Work, RateLimit> limits;

    /** How often each kind of work may be done, each second. */
    public record Rates(Map<Work, Integer> each) {

        private Map<Work, RateLimit> limits() {
            Map<Work, RateLimit> limits = new EnumMap<>(Work.class);
            each.forEach((work, rate) -> limits.put(work, RateLimit.each(Duration.ofSeconds(1), work.name(), rate, (long) rate * BURST_SECONDS)));
            return limits;
        }
    }

    /** What was asked for: had or not, and then how long until it can be. */
    public static final class Spent {

        private final Taken taken;

        private Spent(Taken taken) {
            this.taken = taken;
        }

        public boolean had() {
            return taken.balance().had();
        }

        public Duration until() {
            return taken.balance().until();
        }

        /** The work turned out to be honest, and counts for nothing. Once. */
        public void giveBack() {
            taken.givenBack();
        }
    }

    public AddressBudgets(Rates rates) {
        this(rates, TimeMeter.SYSTEM_NANOTIME);
    }

    AddressBudgets(Rates rates, TimeMeter meter) {
        this.store = new MemoryRateStore(meter, MemoryRateStore.MAX_BUCKETS);
        this.limits = rates.limits();
    }

    public void rates(Rates changed) {
        limits = changed.limits();
    }

    public Spent spend(Work work, InetAddress address) {
        return new Spent(store.take(new Draw(limits.get(work), AddressKey.of(address))));
    }
}
