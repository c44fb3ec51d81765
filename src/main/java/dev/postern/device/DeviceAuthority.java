package dev.postern.device;

import dev.postern.pki.ChainValidator;
import dev.postern.pki.ChainVerdict;
import dev.postern.pki.Purpose;
import dev.postern.pki.Revocations;
import dev.postern.pki.Thumbprint;
import dev.postern.pki.TrustedPath;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One device authority, compiled: its roots, its CRLs, and what every device of it is given. */
final class DeviceAuthority {

    private final String name;
    private final List<X509Certificate> anchors;
    private final ChainValidator validator;
    private final Revocations revocations;
    private final Map<String, String> attributes;

    DeviceAuthority(String name, List<X509Certificate> anchors, Revocations revocations, Map<String, String> attributes) {
        this.name = name;
        this.anchors = anchors;
        this.validator = new ChainValidator(anchors, Purpose.CLIENT);
        this.revocations = revocations;
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
        return new Assessment(switch (revocations.judge(path, now)) {
            case Revocations.Status.Revoked _ -> leaf.revoked(name);
            case Revocations.Status.Good _, Revocations.Status.Undetermined _ -> leaf.expired(name);
        }, until);
    }

    private Assessment withinValidity(TrustedPath path, Instant now, Instant until) {
        Certified leaf = Certified.of(path.leaf());
        return switch (revocations.judge(path, now)) {
            case Revocations.Status.Revoked _ -> new Assessment(leaf.revoked(name), Instant.MAX);
            case Revocations.Status.Undetermined(String why) -> new Assessment(unknown(path.leaf(), why), until);
            case Revocations.Status.Good(Instant known) -> new Assessment(leaf.enrolled(name, attributes), until.isBefore(known) ? until : known);
        };
    }
}
