package dev.postern.device;

import dev.postern.config.DevicesConfig;
import dev.postern.config.Problems;
import dev.postern.pki.ChainValidator;
import dev.postern.pki.Thumbprint;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Judges which device a certificate chain stands for, among the configured authorities.
 *
 * <p>What is told apart, in this order: nobody here issued it (unknown); it or an intermediate is revoked, even when expired too and even by an
 * outdated CRL (revoked); it is outside its validity (expired); its revocation state cannot be told, because a CRL is missing or outdated beyond
 * its grace (unknown, with why: nothing fails open); else enrolled.
 *
 * <p>Immutable but for the verdicts it keeps: at most 20,000 of chains that authorities here issued and 2,000 of others, so that strangers cannot
 * push out devices. A verdict is kept for a minute at most and never past a change that time brings (end of validity, CRL outdated). New
 * configuration or a new CRL makes a new object without verdicts. Any thread; a kept verdict costs a hash of the chain and a look-up, a new one a
 * millisecond or so.
 */
public final class DeviceAuthorities {

    private static final int MAX_KNOWN = 20_000;
    private static final int MAX_UNKNOWN = 2_000;
    private static final Device ABSENT = new Device.Absent();

    private final List<DeviceAuthority> authorities;
    private final VerdictCache known = new VerdictCache(MAX_KNOWN);
    private final VerdictCache unknown = new VerdictCache(MAX_UNKNOWN);

    private DeviceAuthorities(List<DeviceAuthority> authorities) {
        this.authorities = List.copyOf(authorities);
    }

    /** Reads the files; blocks. What is wrong goes to {@code problems}, at the place where the file is named; then the result must not be used. */
    public static DeviceAuthorities compile(DevicesConfig config, Problems problems) {
        AuthorityCompiler compiler = new AuthorityCompiler(problems);
        return new DeviceAuthorities(config.authorities().stream().map(compiler::compile).toList());
    }

    /**
     * Which device holds the key of {@code chain}, whose possession the TLS handshake proved; the first certificate is the device's.
     *
     * <p>Never throws for what a chain holds.
     */
    public Device assess(List<X509Certificate> chain, Instant now) {
        if (chain.isEmpty()) {
            return ABSENT;
        }
        if (chain.size() > ChainValidator.MAX_CHAIN) {
            return unknown("the chain is too long", chain);
        }
        ChainKey key = ChainKey.of(chain);
        return known.find(key, now).or(() -> unknown.find(key, now)).orElseGet(() -> assessAnew(key, chain, now));
    }

    private Device assessAnew(ChainKey key, List<X509Certificate> chain, Instant now) {
        Assessment assessment = authorities.stream().flatMap(a -> a.assess(chain, now).stream())
                .max(Comparator.comparingInt(DeviceAuthorities::weight))
                .orElseGet(() -> new Assessment(unknown("no device authority known here issued it", chain), Instant.MAX));
        (assessment.device() instanceof Device.Unknown ? unknown : known).keep(key, assessment, now);
        return assessment.device();
    }

    /** Where several authorities know a chain, as they may with cross-signed intermediates, one that revoked it outweighs one that did not. */
    private static int weight(Assessment assessment) {
        return switch (assessment.device()) {
            case Device.Revoked _ -> 4;
            case Device.Enrolled _ -> 3;
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
