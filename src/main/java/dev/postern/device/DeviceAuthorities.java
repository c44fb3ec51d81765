package dev.postern.device;

import dev.postern.config.DevicesConfig;
import dev.postern.config.Problems;
import dev.postern.pki.ChainValidator;
import dev.postern.pki.Thumbprint;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Judges which device a certificate chain stands for, among the configured authorities.
 *
 * <p>What is told apart, in this order: nobody here issued it (unknown); it or an intermediate is revoked, even when expired too and even by an outdated CRL
 * (revoked); it is outside its validity (expired); its revocation state cannot be told, because a CRL is missing or outdated beyond its grace (unknown, with
 * why: nothing fails open); else enrolled.
 *
 * <p>Immutable but for the verdicts it keeps: at most 20,000 of chains that authorities here issued and 2,000 of others, so that strangers cannot push out devices.
 * A verdict is kept for a minute at most and never past a change that time brings (end of validity, CRL outdated). New configuration or a new CRL
 * makes a new object without verdicts. Any thread; a kept verdict costs a look-up, a new one a millisecond or so.
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
            return new Device.Unknown("the chain is too long", Thumbprint.of(chain.getFirst()));
        }
        return known.find(chain, now).or(() -> unknown.find(chain, now)).orElseGet(() -> assessAnew(chain, now));
    }

    private Device assessAnew(List<X509Certificate> chain, Instant now) {
        Assessment assessment = firstKnown(chain, now);
        (assessment.device() instanceof Device.Unknown ? unknown : known).keep(chain, assessment, now);
        return assessment.device();
    }

    /** The first authority that knows the device decides; when none does, the most telling reason is that of the last one that could not. */
    private Assessment firstKnown(List<X509Certificate> chain, Instant now) {
        Optional<Assessment> last = Optional.empty();
        for (DeviceAuthority authority : authorities) {
            Assessment assessment = authority.assess(chain, now);
            if (!(assessment.device() instanceof Device.Unknown)) {
                return assessment;
            }
            last = Optional.of(assessment);
        }
        return last.orElseGet(() -> new Assessment(new Device.Unknown("no device authority is configured", Thumbprint.of(chain.getFirst())), Instant.MAX));
    }

    /** The roots of all authorities, for the hint by which browsers choose a certificate. */
    public List<X509Certificate> acceptedIssuers() {
        return authorities.stream().flatMap(a -> a.anchors().stream()).distinct().toList();
    }

    int kept() {
        return known.size() + unknown.size();
    }
}
