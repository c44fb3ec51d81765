package dev.postern.address;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The way from a host to addresses that may be dialled: looks names up, remembers answers for as long as they live, and lets a guard judge every address, those from
 * the memory too. One for the process. Safe from any thread; does not block.
 */
public final class Lookup {

    /** Names remembered; the one unused for longest goes. */
    static final int NAMES = 4_096;

    /** Lookups under way at once; the next fails as unavailable. */
    static final int UNDER_WAY = 256;

    /** No answer lives for a shorter or a longer time than that, whatever its source says. */
    static final Duration SHORTEST = Duration.ofSeconds(5);
    static final Duration LONGEST = Duration.ofMinutes(5);

    /** How long a failure is remembered, so that a missing name is no load on the name server. */
    static final Duration FAILURE = Duration.ofSeconds(1);

    /** For one name, search domains and repeated questions included. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private record Remembered(Future<Answer> answer, Optional<Instant> until) {}

    private final Names names;
    private final InstantSource clock;
    private int underWay;
    private final Map<String, Remembered> memory = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > NAMES;
        }
    };

    public Lookup(Names names, InstantSource clock) {
        this.names = names;
        this.clock = clock;
    }

    /**
     * All addresses of the host that the guard permits. A literal address is judged like any other. {@code localhost} and names below it are never asked for: they are this
     * machine (RFC 6761 §6.3), and the guard must permit that.
     *
     * @param host a name, or an address without brackets
     * @return fails with a {@link LookupException}
     */
    public Future<Resolved> find(String host, AddressGuard guard) {
        Optional<InetAddress> literal = HostName.isLocalhost(host) ? Optional.of(InetAddress.ofLiteral("127.0.0.1")) : HostName.literal(host);
        if (literal.isPresent()) {
            return judged(host, List.of(literal.get()), guard, clock.instant().plus(LONGEST));
        }
        if (!HostName.isName(host)) {
            return Future.failedFuture(new LookupException(LookupException.Kind.INVALID, "not a host name"));
        }
        String name = host.toLowerCase(Locale.ROOT);
        return answer(name).compose(answer -> judged(host, answer.addresses(), guard, until(name)));
    }

    private Future<Resolved> judged(String host, List<InetAddress> addresses, AddressGuard guard, Instant until) {
        List<CheckedAddress> permitted = new ArrayList<>();
        List<AddressGuard.Verdict.Refused> refused = new ArrayList<>();
        for (InetAddress address : addresses) {
            switch (guard.judge(address)) {
                case AddressGuard.Verdict.Permitted good -> permitted.add(good.address());
                case AddressGuard.Verdict.Refused bad -> refused.add(bad);
            }
        }
        return permitted.isEmpty() ? Future.failedFuture(refusal(host, refused)) : Future.succeededFuture(new Resolved(permitted, refused, until));
    }

    private static LookupException refusal(String host, List<AddressGuard.Verdict.Refused> refused) {
        AddressGuard.Verdict.Refused first = refused.getFirst();
        return new LookupException(LookupException.Kind.REFUSED, host + " leads to " + first.address().getHostAddress() + ", which is " + first.kind() + " and may not be dialled");
    }

    private synchronized Future<Answer> answer(String host) {
        Remembered known = memory.get(host);
        if (known != null && known.until().map(clock.instant()::isBefore).orElse(true)) {
            return known.answer();
        }
        if (underWay >= UNDER_WAY) {
            return Future.failedFuture(new LookupException(LookupException.Kind.UNAVAILABLE, "too many names are being looked up"));
        }
        underWay++;
        Future<Answer> asked = names.resolve(host).timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(failure instanceof LookupException lookup ? lookup
                        : new LookupException(LookupException.Kind.UNAVAILABLE, "no answer about " + host)));
        memory.put(host, new Remembered(asked, Optional.empty()));
        asked.onComplete(done -> remember(host, asked));
        return asked;
    }

    private synchronized void remember(String host, Future<Answer> asked) {
        underWay--;
        Duration life = asked.succeeded() ? bounded(asked.result().life()) : FAILURE;
        memory.put(host, new Remembered(asked, Optional.of(clock.instant().plus(life))));
    }

    private synchronized Instant until(String host) {
        Remembered known = memory.get(host);
        return known == null ? clock.instant().plus(SHORTEST) : known.until().orElseGet(() -> clock.instant().plus(SHORTEST));
    }

    private static Duration bounded(Duration life) {
        return life.compareTo(SHORTEST) < 0 ? SHORTEST : life.compareTo(LONGEST) > 0 ? LONGEST : life;
    }
}
