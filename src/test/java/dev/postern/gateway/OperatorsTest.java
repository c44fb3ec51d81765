package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.address.Lookup;
import dev.postern.address.SystemNames;
import dev.postern.config.Secret;
import dev.postern.demo.DemoPki;
import dev.postern.device.AuthorityServer;
import dev.postern.device.RevocationNetwork;
import dev.postern.gateway.Operator.Known;
import dev.postern.gateway.Operator.Nobody;
import dev.postern.limit.LimitStores;
import dev.postern.limit.MemoryConcurrencyStore;
import dev.postern.limit.MemoryRateStore;
import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.CrlSpec;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.PemFiles;
import dev.postern.revocation.Revoked;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates of operators are judged as those of devices are: what is revoked lets nobody in, and neither does what cannot be told, unless that is wanted. */
final class OperatorsTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path dir;
    private final CertificateAuthority authority = CertificateAuthority.root("Operators", CLOCK);
    private final KeyMaterial ada = authority.device("ada");
    private final KeyMaterial bob = authority.device("bob");
    private Vertx vertx;
    private RevocationNetwork network;
    private AuthorityServer server;
    private Blueprint blueprint;

    @BeforeEach
    void files() throws Exception {
        vertx = Vertx.vertx();
        network = RevocationNetwork.over(vertx, new Lookup(SystemNames.of(vertx), CLOCK), CLOCK);
        server = new AuthorityServer(vertx, authority);
        DemoPki.write(dir, CLOCK);
        PemFiles.writeCertificates(dir.resolve("operators.pem"), List.of(authority.certificate()));
        Files.writeString(dir.resolve("token"), TOKEN);
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void crl(X509CRL list) {
        PemFiles.writeCrl(dir.resolve("operators.crl"), list);
    }

    private X509CRL outdated() {
        Instant then = Instant.now().minus(HOUR);
        return authority.crl(new CrlSpec(List.of(), then, then.plusSeconds(1), CrlSpec.Scope.FULL));
    }

    private void configure(String certificates, String more) throws Exception {
        Path file = Files.writeString(dir.resolve("postern.yaml"), """
                listen:
                  ingress: {tls: {cert: ingress.pem, key: ingress-key.pem}}
                  admin: {tls: {cert: ingress.pem, key: ingress-key.pem}, token: {file: token}, client-certificates: {authorities: [operators.pem]%s}}
                %s
                """.formatted(certificates, more));
        blueprint = Blueprint.read(file, new Blueprint.Ground(CLOCK, new LimitStores(new MemoryRateStore(), new MemoryConcurrencyStore()), List.of(), network));
    }

    private Operator who(Optional<Secret> token, KeyMaterial... shown) throws Exception {
        return new Operators(blueprint, new Revoked()).who(token, Stream.of(shown).flatMap(material -> material.chain().stream()).toList(), Instant.now())
                .toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private Operator who(KeyMaterial shown) throws Exception {
        return who(Optional.empty(), shown);
    }

    /** What the gateway does each second. */
    private void becomes(Operator expected, KeyMaterial shown) throws Exception {
        Lab.until(expected.toString(), () -> {
            blueprint.refresh(Instant.now());
            return who(shown).equals(expected);
        });
    }

    private static Known known(String name) {
        return new Known("operator:CN=" + name);
    }

    private static Nobody revoked(String name) {
        return new Nobody("the certificate of CN=" + name + " is revoked");
    }

    private static void untold(Operator operator) {
        assertTrue(operator instanceof Nobody(String why) && why.startsWith("whether the certificate of ") && why.contains(" is revoked cannot be told: "), operator.toString());
    }

    @Test
    void withoutAnythingSaidNobodyLooks() throws Exception {
        configure("", "");
        assertEquals(known("ada"), who(ada));
        assertEquals(new Nobody(""), who(Optional.empty()));
        assertTrue(who(CertificateAuthority.root("Operators", CLOCK).device("ada")) instanceof Nobody(String why) && !why.isEmpty(), "a stranger of the same name");
    }

    @Test
    void aListRevokesAndTheTokenIsAnotherWay() throws Exception {
        crl(authority.crl(HOUR, ada.leaf()));
        configure(", crls: [operators.crl]", "");
        assertEquals(revoked("ada"), who(ada));
        assertEquals(known("bob"), who(bob));
        assertEquals(new Known("operator"), who(Optional.of(new Secret(TOKEN)), ada));
        configure(", crls: [operators.crl], demand: required", "");
        assertEquals(revoked("ada"), who(Optional.of(new Secret(TOKEN)), ada));
    }

    @Test
    void whatCannotBeToldLetsNobodyInUnlessThatIsWanted() throws Exception {
        crl(outdated());
        configure(", crls: [operators.crl]", "");
        untold(who(ada));
        configure(", crls: [operators.crl], crl-grace: 2h", "");
        assertEquals(known("ada"), who(ada));
        configure(", crls: [operators.crl], revocation: best-effort", "");
        assertEquals(known("ada"), who(ada));
        server.rude = Optional.of(request -> request.response().setStatusCode(500).end());
        configure(", ocsp: {url: \"" + server.url("/ocsp") + "\"}", "");
        untold(who(ada));
    }

    @Test
    void listsAreFetchedAndFetchedAgain() throws Exception {
        server.crl = authority.crl(HOUR).getEncoded();
        configure(", crl-urls: [\"" + server.url("/operators.crl") + "\"], crl-refresh: 1s", "");
        becomes(known("ada"), ada);
        server.crl = authority.crl(HOUR, ada.leaf()).getEncoded();
        becomes(revoked("ada"), ada);
        assertEquals(known("bob"), who(bob));
    }

    @Test
    void respondersAreAsked() throws Exception {
        configure(", ocsp: {url: \"" + server.url("/ocsp") + "\"}", "");
        becomes(known("ada"), ada);
    }

    @Test
    void whatIsKnownOfTheSameAuthorityOfDevicesCounts() throws Exception {
        crl(authority.crl(HOUR, ada.leaf()));
        String devices = "devices: {authorities: [{name: laptops, certificates: operators.pem, crls: [operators.crl]}]}";
        configure("", devices);
        assertEquals(new Nobody("the certificate of ada is revoked, says the device authority laptops"), who(ada));
        assertEquals(known("bob"), who(bob));
        crl(outdated());
        configure("", devices);
        untold(who(bob));
        configure(", revocation: best-effort", devices);
        assertEquals(known("bob"), who(bob));
        PemFiles.writeCrl(dir.resolve("fresh.crl"), authority.crl(HOUR));
        configure(", crls: [fresh.crl]", devices);
        assertEquals(known("bob"), who(bob), "told by the list named for operators");
    }
}
