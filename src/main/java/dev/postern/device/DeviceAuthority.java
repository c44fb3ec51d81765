package dev.postern.device;

import dev.postern.pki.ChainValidator;
import dev.postern.pki.ChainVerdict;
import dev.postern.pki.Purpose;
import dev.postern.pki.Revocations;
import dev.postern.pki.Thumbprint;
import dev.postern.pki.TrustedPath;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One device authority, compiled: its roots, what is known of its revocations, and what every device of it is given. */
final class DeviceAuthority {

    /** How soon it is looked again whether more has become known. */
    private static final Duration UNDETERMINED = Duration.ofSeconds(1);

    private final String name;
    private final List<X509Certificate> anchors;
    private final ChainValidator validator;
    private final Evidence evidence;
    private final Map<String, String> attributes;

    DeviceAuthority(String name, List<X509Certificate> anchors, Evidence evidence, Map<String, String> attributes) {
        this.name = name;
        this.anchors = anchors;
        this.validator = new ChainValidator(anchors, Purpose.CLIENT);
        this.evidence = evidence;
        this.attributes = attributes;
    }

    List<X509Certificate> anchors() {
        return anchors;
    }

    /** Empty when this authority has nothing to do with the chain. */
    Optional<Assessment> assess(List<X509Certificate> chain, Instant now) {
        return switch (validator.validate(chain, now)) {
            case ChainVerdict.Stranger _ -> Optional.empty();
            case ChainVerdict.Untrusted(String why) -> Optional.of(new Assessment(unknown(chain.getFirst(), why), Instant.MAX));
            case ChainVerdict.Expired(TrustedPath path, Instant _) -> Optional.of(outsideValidity(path, now, Instant.MAX));
            case ChainVerdict.NotYetValid(TrustedPath path, Instant from) -> Optional.of(outsideValidity(path, now, from));
            case ChainVerdict.Valid(TrustedPath path, Instant until) -> Optional.of(withinValidity(path, now, until));
        };
    }

    private Device unknown(X509Certificate leaf, String why) {
        return new Device.Unknown(name + ": " + why, Thumbprint.of(leaf));
    }

    /** Revoked before expired: it says more, and a renewed certificate would not help. An unknown revocation state does not matter here. */
    private Assessment outsideValidity(TrustedPath path, Instant now, Instant until) {
        Certified leaf = Certified.of(path.leaf());
        return new Assessment(switch (evidence.about(path, now).revocations().judge(path, now)) {
            case Revocations.Status.Revoked _ -> leaf.revoked(name);
            case Revocations.Status.Good _, Revocations.Status.Undetermined _ -> leaf.expired(name);
        }, until);
    }

    private Assessment withinValidity(TrustedPath path, Instant now, Instant until) {
        Certified leaf = Certified.of(path.leaf());
        Evidence.Gathered gathered = evidence.about(path, now);
        return switch (gathered.revocations().judge(path, now)) {
            case Revocations.Status.Revoked _ -> new Assessment(leaf.revoked(name), Instant.MAX);
            case Revocations.Status.Undetermined(String why) -> new Assessment(leaf.undetermined(name, attributes, why), now.plus(UNDETERMINED), gathered.awaited());
            case Revocations.Status.Good(Instant known) ->
                    new Assessment(leaf.enrolled(name, attributes), until.isBefore(known) ? until : known, gathered.awaited());
        };
    }

    void refresh(Instant now) {
        evidence.refresh(now);
    }
}
