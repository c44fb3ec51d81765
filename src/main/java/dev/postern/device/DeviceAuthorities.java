package dev.postern.device;

import dev.postern.config.DevicesConfig;
import dev.postern.config.Problems;
import dev.postern.pki.ChainValidator;
import dev.postern.pki.Thumbprint;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Judges which device a certificate chain stands for, among the configured authorities.
 *
 * <p>What is told apart, in this order: nobody here issued it (unknown); it or an intermediate is revoked, even when expired too and even by an
 * outdated CRL (revoked); it is outside its validity (expired); its revocation state cannot be told, because CRLs and answers of responders are missing
 * or outdated beyond their grace (undetermined, with why: nothing fails open, unless a rule says so); else enrolled.
 *
 * <p>Immutable but for the verdicts it keeps: at most 20,000 of chains that authorities here issued and 2,000 of others, so that strangers cannot
 * push out devices. A verdict is kept for a minute at most and never past a change that time brings (end of validity, CRL outdated). New
 * configuration or a changed file makes a new object without verdicts; what is learned from the network makes all of them void at once. Any thread; a kept verdict costs a hash of the chain and a look-up, a new one a
 * millisecond or so.
 */
public final class DeviceAuthorities {

    private static final int MAX_KNOWN = 20_000;
    private static final int MAX_UNKNOWN = 2_000;
    private static final Assessment ABSENT = new Assessment(new Device.Absent(), Instant.MAX);

    /** How long the first request of a device waits for what is asked about it. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    private final List<DeviceAuthority> authorities;
    private final RevocationNetwork network;
    private final VerdictCache known = new VerdictCache(MAX_KNOWN);
    private final VerdictCache unknown = new VerdictCache(MAX_UNKNOWN);

    private DeviceAuthorities(List<DeviceAuthority> authorities, RevocationNetwork network) {
        this.authorities = List.copyOf(authorities);
        this.network = network;
    }

    /** Reads the files; blocks. What is wrong goes to {@code problems}, at the place where the file is named; then the result must not be used. */
    public static DeviceAuthorities compile(DevicesConfig config, RevocationNetwork network, Problems problems) {
        AuthorityCompiler compiler = new AuthorityCompiler(network, problems);
        return new DeviceAuthorities(config.authorities().stream().map(compiler::compile).toList(), network);
    }

    /**
     * Which device holds the key of {@code chain}, whose possession the TLS handshake proved; the first certificate is the device's. From what is known now; what is missing is
     * asked for in the background.
     *
     * <p>Never throws for what a chain holds.
     */
    public Device assess(List<X509Certificate> chain, Instant now) {
        return assessment(chain, now).device();
    }

    /**
     * The same, but where something is asked for the first time it is waited for, at most {@link #PATIENCE}. Called on an event loop it completes there, at once when there is
     * nothing to wait for.
     */
    public Future<Device> settled(List<X509Certificate> chain, Instant now) {
        Assessment first = assessment(chain, now);
        if (first.awaited().isEmpty()) {
            return Future.succeededFuture(first.device());
        }
        Promise<Device> settled = Promise.promise();
        Context here = Vertx.currentContext();
        Future.join(first.awaited()).timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).onComplete(done -> {
            if (here == null) {
                settled.complete(assess(chain, now));
            } else {
                here.runOnContext(back -> settled.complete(assess(chain, now)));
            }
        });
        return settled.future();
    }

    private Assessment assessment(List<X509Certificate> chain, Instant now) {
        if (chain.isEmpty()) {
            return ABSENT;
        }
        if (chain.size() > ChainValidator.MAX_CHAIN) {
            return new Assessment(unknown("the chain is too long", chain), Instant.MAX);
        }
        long generation = network.generation();
        ChainKey key = ChainKey.of(chain);
        return known.find(key, now, generation).or(() -> unknown.find(key, now, generation)).orElseGet(() -> {
            Assessment made = assessAnew(chain, now);
            if (made.awaited().isEmpty()) {
                (made.device() instanceof Device.Unknown ? unknown : known).keep(key, made, now, generation);
            }
            return made;
        });
    }

    private Assessment assessAnew(List<X509Certificate> chain, Instant now) {
        return authorities.stream().flatMap(a -> a.assess(chain, now).stream())
                .max(Comparator.comparingInt(DeviceAuthorities::weight))
                .orElseGet(() -> new Assessment(unknown("no device authority known here issued it", chain), Instant.MAX));
    }

    /** Fetches and asks again what is due; once a second or so. */
    public void refresh(Instant now) {
        if (!authorities.isEmpty()) {
            authorities.forEach(authority -> authority.refresh(now));
            network.sweep(now);
        }
    }

    /** Where several authorities know a chain, as they may with cross-signed intermediates, one that revoked it outweighs one that did not. */
    private static int weight(Assessment assessment) {
        return switch (assessment.device()) {
            case Device.Revoked _ -> 5;
            case Device.Enrolled _ -> 4;
            case Device.Undetermined _ -> 3;
            case Device.Expired _ -> 2;
            case Device.Unknown _ -> 1;
            case Device.Absent _ -> 0;
        };
    }

    private static Device unknown(String why, List<X509Certificate> chain) {
        return new Device.Unknown(why, Thumbprint.of(chain.getFirst()));
    }

    /** The roots of all authorities, for the hint by which browsers choose a certificate. */
    public List<X509Certificate> acceptedIssuers() {
        return authorities.stream().flatMap(a -> a.anchors().stream()).distinct().toList();
    }

    int kept() {
        return known.size() + unknown.size();
    }
}
