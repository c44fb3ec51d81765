package dev.postern.config;

import dev.postern.config.IngressConfig.Bounds;
import dev.postern.config.IngressConfig.Clients;
import dev.postern.config.IngressConfig.Overload;
import dev.postern.config.IngressConfig.Timeouts;
import dev.postern.config.IngressConfig.TlsVersion;
import dev.postern.config.IngressConfig.TrustedHops;
import dev.postern.config.IngressConfig.TrustedHops.ForwardHeader;
import dev.postern.config.Keys.Key;
import dev.postern.config.ListenConfig.AdminConfig;
import dev.postern.config.ListenConfig.Demand;
import dev.postern.config.ListenConfig.OperatorCertificates;
import dev.postern.config.PolicyConfig.RevocationDemand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code listen}: the listeners. */
final class ListenSections {

    private static final int MIN_TOKEN = 32;

    static final Section<KeyPairFiles> KEY_PAIR = keyPair();
    static final Section<Bounds> BOUNDS = bounds();
    static final Section<Timeouts> TIMEOUTS = timeouts();
    static final Section<Clients> CLIENTS = clients();
    static final Section<Overload> OVERLOAD = overload();
    static final Section<TrustedHops> TRUSTED_HOPS = trustedHops();
    static final Section<IngressConfig> INGRESS = ingress();
    static final Section<OperatorCertificates> OPERATORS = operators();
    static final Section<AdminConfig> ADMIN = admin();
    static final Section<ListenConfig> LISTEN = listen();

    private ListenSections() {}

    static TextShape<Cidr> cidr() {
        return new TextShape<>("an address or a block: 10.0.0.0/8, 2001:db8::/32, 192.0.2.1", Cidr::parse,
                Json.pattern("^[0-9A-Fa-f.:]+(/[0-9]{1,3})?$"));
    }

    private static Shape<Located<Endpoint>> endpoint() {
        return Scalars.located(new TextShape<>("host:port, such as 0.0.0.0:8443 or [::]:8443", Endpoint::parse, Json.pattern("^.+:[0-9]{1,5}$")));
    }

    private static Section<ListenConfig> listen() {
        Keys keys = new Keys("Where the gateway listens.");
        Key<IngressConfig> ingress = keys.section("ingress", INGRESS, "The listener clients connect to: HTTPS, HTTP/1.1 and HTTP/2.");
        Key<AdminConfig> admin = keys.section("admin", ADMIN, "The listener for health, readiness and metrics.");
        return keys.to(v -> new ListenConfig(v.get(ingress), v.get(admin)));
    }

    private static Section<IngressConfig> ingress() {
        Keys keys = new Keys("The listener clients connect to.");
        Key<Located<Endpoint>> address = keys.optional("address", endpoint(), "0.0.0.0:8443", "Host and port; port 0 takes any free one.");
        Key<List<KeyPairFiles>> certificates = keys.many("certificates", Lists.of(KEY_PAIR),
                "Certificates, chosen by the name the client asks for (SNI); the first serves those who name none. Serving needs at least one.");
        Key<Optional<KeyPairFiles>> tls = keys.shortForm("tls", KEY_PAIR, "Short for one entry under certificates.");
        Key<TlsVersion> minimumTls = keys.optional("minimum-tls",
                Scalars.choice(TlsVersion.values(), version -> version.name().substring(4).replace('_', '.')), "1.2", "Oldest TLS version accepted.");
        Key<TrustedHops> trustedHops = keys.or("trusted-hops", TRUSTED_HOPS, new TrustedHops(List.of(), ForwardHeader.FORWARDED),
                "Proxies in front that are believed about the client's address; without it every forwarding header is ignored and replaced.");
        Key<List<Cidr>> proxyProtocol = keys.many("proxy-protocol", Lists.of(cidr()),
                "Balancers that send PROXY protocol v1 or v2; from anybody else it is refused.");
        Key<Bounds> bounds = keys.section("bounds", BOUNDS, "Sizes and counts.");
        Key<Timeouts> timeouts = keys.section("timeouts", TIMEOUTS, "Times.");
        Key<Clients> clients = keys.section("clients", CLIENTS, "What one client address may cost before anybody is known there.");
        Key<Overload> overload = keys.section("overload", OVERLOAD, "From where on work is turned away.");
        return keys.to(v -> {
            if (v.has(tls) && v.has(certificates)) {
                v.problem(tls, "both tls and certificates are given", "tls is short for one entry under certificates: keep one of them");
            }
            List<KeyPairFiles> all = Stream.concat(v.get(tls).stream(), v.get(certificates).stream()).toList();
            return new IngressConfig(v.get(address), all, v.get(minimumTls), v.get(trustedHops), v.get(proxyProtocol), v.get(bounds),
                    v.get(timeouts), v.get(clients), v.get(overload));
        });
    }

    private static Section<KeyPairFiles> keyPair() {
        Keys keys = new Keys("A certificate and its key.");
        Key<Located<Path>> cert = keys.required("cert", FileShapes.existing(),
                "PEM file with the certificate chain, leaf first; watched and reloaded.");
        Key<Located<Path>> key = keys.required("key", FileShapes.existing(), "PEM file with the private key (PKCS #8); watched and reloaded.");
        return keys.to(v -> new KeyPairFiles(v.get(cert), v.get(key)));
    }

    private static Section<TrustedHops> trustedHops() {
        Keys keys = new Keys("Proxies that are believed about the client's address.");
        Key<List<Cidr>> from = keys.required("from", Lists.of(cidr()), "Their addresses.");
        Key<ForwardHeader> header = keys.required("header", Scalars.choice(ForwardHeader.values()),
                "The header they write, forwarded or x-forwarded-for; the other one is ignored. No default: what they do not write can be forged.");
        return keys.to(v -> new TrustedHops(v.get(from), v.get(header)));
    }

    private static Section<Bounds> bounds() {
        Keys keys = new Keys("Sizes and counts.");
        Key<Long> uri = keys.optional("uri-bytes", Quantities.size("64", "64KiB"), "8KiB", "Longest request target.");
        Key<Long> header = keys.optional("header-bytes", Quantities.size("1KiB", "1MiB"), "32KiB", "All header lines of a request together.");
        Key<Integer> count = keys.optional("header-count", Scalars.integer(8, 1000), "100", "Header lines of a request.");
        Key<Long> body = keys.optional("body-bytes", Quantities.size("1", "1024GiB"), "10MiB", "A request body, where the route says nothing else.");
        Key<Integer> connections = keys.optional("connections", Scalars.integer(1, 1_000_000), "20000", "Open connections.");
        Key<Integer> perClient = keys.optional("connections-per-client", Scalars.integer(1, 1_000_000), "1000", "Open connections from one address.");
        Key<Integer> streams = keys.optional("streams-per-connection", Scalars.integer(1, 10_000), "100",
                "Concurrent HTTP/2 streams of a connection.");
        Key<Integer> idleFrames = keys.optional("idle-frames", Scalars.integer(10, 1_000_000), "1000",
                "HTTP/2 frames that carry next to nothing (PING, SETTINGS, tiny DATA), each second of a connection; ten times as many at once.");
        Key<Long> bodyRate = keys.optional("body-rate-bytes", Quantities.size("0", "1MiB"), "64",
                "What a request body must bring each second, taken over timeouts.body-idle; 0 for none. Not asked of gRPC.");
        return keys.to(v -> new Bounds(v.get(uri).intValue(), v.get(header).intValue(), v.get(count), v.get(body), v.get(connections),
                v.get(perClient), v.get(streams), v.get(idleFrames), v.get(bodyRate).intValue()));
    }

    private static Section<Clients> clients() {
        Keys keys = new Keys("What is done each second at most for one client address (IPv6: its /64) before anybody is known there; ten times as much at once.");
        Key<Integer> handshakes = keys.optional("handshakes", Scalars.integer(1, 1_000_000), "100", "TLS handshakes; further connections are closed.");
        Key<Integer> tokens = keys.optional("tokens", Scalars.integer(1, 1_000_000), "20",
                "Bearer tokens that turn out to be no good; further unknown ones are not looked at (429).");
        Key<Integer> signIns = keys.optional("sign-ins", Scalars.integer(1, 1_000_000), "20", "Steps of signing in; further ones are refused (429).");
        Key<Integer> records = keys.optional("records", Scalars.integer(1, 1_000_000), "20",
                "Requests recorded one by one though nobody is known by them and they lead nowhere; further ones are counted in a line of the record (see audit.strangers).");
        return keys.to(v -> new Clients(v.get(handshakes), v.get(tokens), v.get(signIns), v.get(records)));
    }

    private static Section<Overload> overload() {
        Keys keys = new Keys("From where on work is turned away: requests of newcomers first, then new connections, everybody last.");
        Key<Integer> memory = keys.optional("memory-percent", Scalars.integer(10, 99), "85", "Of the heap in use after a collection, or of direct memory.");
        Key<Duration> delay = keys.optional("loop-delay", Quantities.duration("10ms", "1m"), "1s", "How late an event loop is.");
        return keys.to(v -> new Overload(v.get(memory), v.get(delay)));
    }

    private static Section<Timeouts> timeouts() {
        Keys keys = new Keys("Times.");
        Key<Duration> handshake = keys.optional("handshake", Quantities.duration("100ms", "5m"), "10s",
                "From TCP accept to the end of the TLS handshake.");
        Key<Duration> headers = keys.optional("headers", Quantities.duration("100ms", "5m"), "10s",
                "From the first byte of a request to its last header, and for a new connection's first request.");
        Key<Duration> bodyIdle = keys.optional("body-idle", Quantities.duration("100ms", "1h"), "30s", "Between two pieces of a request body.");
        Key<Duration> idle = keys.optional("idle", Quantities.duration("1s", "24h"), "60s", "Of a connection without an exchange.");
        Key<Duration> drain = keys.optional("drain", Quantities.duration("0s", "1h"), "30s", "For exchanges to end after the signal to stop.");
        return keys.to(v -> new Timeouts(v.get(handshake), v.get(headers), v.get(bodyIdle), v.get(idle), v.get(drain)));
    }

    private static Section<AdminConfig> admin() {
        Keys keys = new Keys("The listener for health, readiness and metrics.");
        Key<Located<Endpoint>> address = keys.optional("address", endpoint(), "127.0.0.1:9443", "Host and port; without tls a loopback address.");
        Key<Optional<KeyPairFiles>> tls = keys.maybe("tls", KEY_PAIR,
                "A certificate for it; without one it speaks plain HTTP, to this machine alone.");
        Key<Optional<Secret>> token = keys.maybe("token", new SecretShape(),
                "Lets operators in to the admin API (postern sessions, postern revoke), at least 32 characters; without it there is no such API.");
        Key<Integer> attempts = keys.optional("attempts", Scalars.integer(1, 1_000_000), "5",
                "Wrong credentials that one address may show the admin API each second, ten times as many at once; further ones are not looked at (429).");
        Key<Optional<OperatorCertificates>> certificates = keys.maybe("client-certificates", OPERATORS,
                "Lets operators in by their certificates, instead of the token or besides it; needs tls.");
        return keys.to(v -> {
            if (v.sound(certificates) && v.has(certificates) && !v.has(tls)) {
                v.problem(certificates, "client certificates on a listener without tls", "give it a certificate under tls");
            }
            if (v.get(token).filter(secret -> secret.reveal().length() < MIN_TOKEN).isPresent()) {
                v.problem(token, "the admin token is shorter than " + MIN_TOKEN + " characters", "openssl rand -hex 32");
            }
            if (v.sound(address) && !v.has(tls) && !v.get(address).value().isLoopback()) {
                v.problem(address, "the admin listener would speak plain HTTP to other machines",
                        "give it a certificate under tls, or listen on 127.0.0.1");
            }
            return new AdminConfig(v.get(address), v.get(tls), v.get(token), v.get(attempts), v.get(certificates));
        });
    }

    private static Section<OperatorCertificates> operators() {
        Keys keys = new Keys("Certificates that let operators in.");
        Key<List<Located<Path>>> authorities = keys.required("authorities", Lists.oneOrMore(FileShapes.existing()), "PEM files with who issues them; watched and reloaded.");
        Key<Demand> demand = keys.optional("demand", Scalars.choice(Demand.values()), "optional",
                "optional: the token or a certificate lets in; required: a certificate does, and the token too where one is configured.");
        Key<RevocationDemand> required = keys.optional("revocation", Scalars.choice(RevocationDemand.values()), "required",
                "Whether it must be known that a certificate is not revoked (required), or it lets in too while that cannot be told (best-effort).");
        RevocationSections.Revocation revocation = RevocationSections.in(keys);
        return keys.to(v -> new OperatorCertificates(v.get(authorities), v.get(demand), v.get(required), v.get(revocation.crls()), v.get(revocation.crlGrace()),
                v.get(revocation.crlUrls()), v.get(revocation.crlRefresh()), v.get(revocation.ocsp()), v.get(revocation.networks())));
    }
}
