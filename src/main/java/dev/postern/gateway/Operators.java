package dev.postern.gateway;

import dev.postern.config.ListenConfig.AdminConfig;
import dev.postern.config.ListenConfig.Demand;
import dev.postern.config.ListenConfig.OperatorCertificates;
import dev.postern.config.PolicyConfig.RevocationDemand;
import dev.postern.config.Secret;
import dev.postern.device.Device;
import dev.postern.device.DeviceAuthorities;
import dev.postern.gateway.Operator.Known;
import dev.postern.gateway.Operator.Nobody;
import dev.postern.pki.Thumbprint;
import dev.postern.revocation.Revoked;
import dev.postern.revocation.Target;
import dev.postern.revocation.Target.Kind;
import io.vertx.core.Future;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who is an operator, by one configuration: whoever shows the token, or a certificate of its authorities that nobody revoked, or both where both are asked for. Certificates are judged
 * as those of devices are, by the lists and responders named for operators, and by what is known of device authorities that are the same. While it cannot be told whether one is
 * revoked it lets nobody in, unless {@code revocation: best-effort} says so. Any thread.
 */
final class Operators {

    private static final String BY_TOKEN = "operator";

    private final AdminConfig config;
    private final DeviceAuthorities operators;
    private final DeviceAuthorities devices;
    private final Revoked revoked;

    Operators(Blueprint blueprint, Revoked revoked) {
        this.config = blueprint.config().listen().admin();
        this.operators = blueprint.operators();
        this.devices = blueprint.devices();
        this.revoked = revoked;
    }

    /** Whether there is any way in. */
    boolean exist() {
        return config.token().isPresent() || config.clientCertificates().isPresent();
    }

    /**
     * @param token as shown
     * @param chain as shown, the leaf first; the handshake proved that its key is there
     * @return at once, unless something is asked about the certificate for the first time: then after {@link DeviceAuthorities#PATIENCE} at most
     */
    Future<Operator> who(Optional<Secret> token, List<X509Certificate> chain, Instant now) {
        boolean rightToken = config.token().isPresent() && token.equals(config.token()); // a secret compares in constant time
        return certified(chain, now).map(certified -> {
            boolean both = config.clientCertificates().map(OperatorCertificates::demand).equals(Optional.of(Demand.REQUIRED));
            return switch (certified) {
                case Known known -> both && config.token().isPresent() && !rightToken ? new Nobody("") : known;
                case Nobody nobody -> rightToken && !both ? new Known(BY_TOKEN) : nobody;
            };
        });
    }

    private Future<Operator> certified(List<X509Certificate> chain, Instant now) {
        if (config.clientCertificates().isEmpty() || chain.isEmpty()) {
            return Future.succeededFuture(new Nobody(""));
        }
        OperatorCertificates asked = config.clientCertificates().get();
        return operators.settled(chain, now).map(device -> judged(device, chain.getFirst(), asked.revocation())).compose(own -> switch (own) {
            case Nobody _ -> Future.succeededFuture(own);
            case Known _ -> devices.settled(chain, now).map(device -> alsoADevice(device, asked).map(Operator.class::cast).orElseGet(() -> unlessTakenBack(own, chain.getFirst(), now)));
        });
    }

    private static Operator judged(Device device, X509Certificate leaf, RevocationDemand demand) {
        String name = leaf.getSubjectX500Principal().getName();
        return switch (device) {
            case Device.Enrolled _ -> new Known(BY_TOKEN + ':' + name);
            case Device.Undetermined(_, String why) -> demand == RevocationDemand.BEST_EFFORT ? new Known(BY_TOKEN + ':' + name) : undetermined(name, why);
            case Device.Revoked _ -> new Nobody("the certificate of " + name + " is revoked");
            case Device.Expired _ -> new Nobody("the certificate of " + name + " is outside its validity");
            case Device.Unknown(String why, _) -> new Nobody(why);
            case Device.Absent _ -> new Nobody("");
        };
    }

    private static Nobody undetermined(String name, String why) {
        return new Nobody("whether the certificate of " + name + " is revoked cannot be told: " + why);
    }

    /** What is known of its revocation where its authority is one of devices too. */
    private static Optional<Nobody> alsoADevice(Device device, OperatorCertificates asked) {
        return switch (device) {
            case Device.Revoked(String id, String authority, _, _) -> Optional.of(new Nobody("the certificate of " + id + " is revoked, says the device authority " + authority));
            case Device.Undetermined(Device.Enrolled enrolled, String why) -> asked.knowsRevocations() || asked.revocation() == RevocationDemand.BEST_EFFORT
                    ? Optional.empty() : Optional.of(undetermined(enrolled.id(), why));
            case Device.Enrolled _, Device.Expired _, Device.Unknown _, Device.Absent _ -> Optional.empty();
        };
    }

    private Operator unlessTakenBack(Operator known, X509Certificate leaf, Instant now) {
        return revoked.find(new Target(Kind.CERTIFICATE, Thumbprint.of(leaf).value()), now).isEmpty() ? known
                : new Nobody("an operator revoked the certificate of " + leaf.getSubjectX500Principal().getName());
    }
}
