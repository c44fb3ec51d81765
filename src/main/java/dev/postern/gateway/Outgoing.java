package dev.postern.gateway;

import dev.postern.config.RouteConfig.IdentityHeaders;
import dev.postern.device.Device;
import dev.postern.exchange.RequestFacts;
import dev.postern.identity.AssertedDevice;
import dev.postern.identity.Credential;
import dev.postern.identity.OwnNames;
import dev.postern.identity.Principal;
import dev.postern.upstream.Asserted;
import dev.postern.upstream.ForwardRequest;
import dev.postern.upstream.RequestBody;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The request as it leaves: rewritten, with what the gateway says about who asks. */
final class Outgoing {

    private Outgoing() {}

    /** @param facts the exchange's, with the headers that are to leave */
    static ForwardRequest of(Exchange exchange, RequestFacts facts, RequestBody body) {
        String path = exchange.plan().actions().rewrite().rewrite(exchange.match().orElseThrow(), exchange.facts.path());
        String target = exchange.facts.query().isEmpty() ? path : path + '?' + exchange.facts.query();
        ForwardRequest.Credentials credentials = exchange.identification().credential() == Credential.BEARER
                ? ForwardRequest.Credentials.OURS : ForwardRequest.Credentials.UPSTREAMS;
        return new ForwardRequest(facts, target, body, asserted(exchange), credentials, OwnNames::isOwnCookie,
                exchange.trace(), exchange.over(), exchange::reached);
    }

    static List<Asserted> asserted(Exchange exchange) {
        List<Asserted> asserted = new ArrayList<>(4);
        exchange.snapshot.signer().assertion(exchange.principal(), device(exchange.device()), exchange.plan().config().audience())
                .ifPresent(assertion -> asserted.add(new Asserted(OwnNames.ASSERTION_HEADER, assertion)));
        IdentityHeaders wanted = exchange.plan().config().identityHeaders();
        if (exchange.principal() instanceof Principal.User user) {
            wanted.user().ifPresent(name -> asserted.add(new Asserted(name, user.name())));
            wanted.groups().ifPresent(name -> asserted.add(new Asserted(name, String.join(",", new TreeSet<>(user.groups())))));
        } else if (exchange.principal() instanceof Principal.Workload workload) {
            wanted.user().ifPresent(name -> asserted.add(new Asserted(name, workload.id().toString())));
        }
        if (exchange.device() instanceof Device.Enrolled device) {
            wanted.device().ifPresent(name -> asserted.add(new Asserted(name, device.id())));
        }
        return asserted;
    }

    private static AssertedDevice device(Device device) {
        return switch (device) {
            case Device.Enrolled enrolled -> new AssertedDevice("enrolled", enrolled.id(), enrolled.authority());
            case Device.Undetermined undetermined -> new AssertedDevice("undetermined", undetermined.enrolled().id(), undetermined.enrolled().authority());
            case Device.Revoked revoked -> new AssertedDevice("revoked", revoked.id(), revoked.authority());
            case Device.Expired expired -> new AssertedDevice("expired", expired.id(), expired.authority());
            case Device.Unknown unknown -> new AssertedDevice("unknown", "", "");
            case Device.Absent absent -> AssertedDevice.none();
        };
    }
}
