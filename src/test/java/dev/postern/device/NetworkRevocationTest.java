package dev.postern.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.LogLines;
import dev.postern.address.Lookup;
import dev.postern.address.SystemNames;
import dev.postern.config.Cidr;
import dev.postern.config.DevicesConfig;
import dev.postern.config.DevicesConfig.AuthorityConfig;
import dev.postern.config.DevicesConfig.Nonce;
import dev.postern.config.DevicesConfig.OcspConfig;
import dev.postern.config.DevicesConfig.Whereabouts;
import dev.postern.config.Located;
import dev.postern.config.Problems;
import dev.postern.device.AuthorityServer.Manner;
import dev.postern.device.AuthorityServer.Status;
import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.CrlSpec;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.PemFiles;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CRLs and OCSP over real HTTP, from a server that tells the truth and from one that lies. */
class NetworkRevocationTest {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration HOUR = Duration.ofHours(1);
    private static final CertificateAuthority ROOT = CertificateAuthority.root("Device root", CLOCK);
    private static final CertificateAuthority STRANGER = CertificateAuthority.root("Device root", CLOCK);
    private static Vertx vertx;

    @TempDir
    Path directory;

    private AuthorityServer server;
    private RevocationNetwork network;
    private final KeyMaterial laptop = ROOT.device("laptop-17");

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void shut() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @BeforeEach
    void serve() throws Exception {
        server = new AuthorityServer(vertx, ROOT);
        network = RevocationNetwork.over(vertx, new Lookup(SystemNames.of(vertx), CLOCK), CLOCK);
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
        server.close();
    }

    private DeviceAuthorities devices(List<Located<Whereabouts>> crls, Optional<OcspConfig> ocsp, String... networks) {
        Path certificates = directory.resolve("root.pem");
        PemFiles.writeCertificates(certificates, List.of(ROOT.certificate()));
        Problems problems = new Problems();
        DeviceAuthorities compiled = DeviceAuthorities.compile(
                new DevicesConfig(List.of(new AuthorityConfig(Located.of("corp"), Located.of(certificates), List.of(), Duration.ZERO, crls, Duration.ofSeconds(1), ocsp,
                        Stream.of(networks).map(Cidr::parse).toList(), Map.of()))), network, problems);
        assertEquals(List.of(), problems.list());
        return compiled;
    }

    private DeviceAuthorities asking(Whereabouts responder, Nonce nonce, String... networks) {
        var ocsp = new OcspConfig(Located.of(responder), Duration.ofSeconds(1), HOUR, Duration.ZERO, nonce);
        return devices(List.of(), Optional.of(ocsp), networks);
    }

    private DeviceAuthorities asking() {
        return asking(new Whereabouts.At(server.url("/ocsp")), Nonce.OPTIONAL);
    }

    private DeviceAuthorities fetching(Whereabouts crls, String... networks) {
        return devices(List.of(Located.of(crls)), Optional.empty(), networks);
    }

    private DeviceAuthorities fetching() {
        return fetching(new Whereabouts.At(server.url("/devices.crl")));
    }

    private static Device settled(DeviceAuthorities devices, KeyMaterial device) throws Exception {
        return devices.settled(device.chain(), Instant.now()).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.call()) {
            assertTrue(System.nanoTime() < deadline, "waited in vain for " + what);
            Thread.sleep(20);
        }
    }

    /** The first request of a device waits a second at most, and a busy machine may fail the first fetch: what the gateway's timer does, this does too. */
    private static void becomes(Class<? extends Device> expected, DeviceAuthorities devices, KeyMaterial device) throws Exception {
        until(expected.getSimpleName(), () -> {
            devices.refresh(Instant.now());
            return expected.isInstance(settled(devices, device));
        });
    }

    private DeviceAuthorities answering(Manner manner) {
        server.manner = manner;
        return asking();
    }

    private Device answered(Manner manner) throws Exception {
        return settled(answering(manner), ROOT.device("laptop-18"));
    }

    @Test
    void aResponderSaysGoodRevokedOrUnknown() throws Exception {
        becomes(Device.Enrolled.class, answering(server.fresh()), ROOT.device("laptop-18"));
        becomes(Device.Revoked.class, answering(server.fresh().status(Status.REVOKED)), ROOT.device("laptop-18"));
        assertInstanceOf(Device.Undetermined.class, answered(server.fresh().status(Status.UNKNOWN)));
        becomes(Device.Enrolled.class, answering(server.fresh().openEnded()), ROOT.device("laptop-18"));
    }

    @Test
    void onlyWhomTheIssuerAuthorisedIsBelieved() throws Exception {
        becomes(Device.Enrolled.class, answering(server.fresh().signedBy(AuthorityServer.responder(ROOT, KeyPurposeId.id_kp_OCSPSigning))), ROOT.device("laptop-18"));
        assertInstanceOf(Device.Undetermined.class, answered(server.fresh().signedBy(AuthorityServer.responder(ROOT, KeyPurposeId.id_kp_clientAuth))), "not for OCSP");
        assertInstanceOf(Device.Undetermined.class, answered(server.fresh().signedBy(AuthorityServer.responder(STRANGER, KeyPurposeId.id_kp_OCSPSigning))));
        assertInstanceOf(Device.Undetermined.class, answered(server.fresh().signedBy(STRANGER.material())), "the issuer's name, another key");
        assertInstanceOf(Device.Undetermined.class, answered(server.fresh().signedBy(laptop)), "a device is no responder");
    }

    @Test
    void anAnswerMustBeAboutThisCertificateAndInForce() throws Exception {
        Instant now = Instant.now();
        assertInstanceOf(Device.Undetermined.class, answered(server.fresh().aboutAnother()));
        assertInstanceOf(Device.Undetermined.class, answered(server.fresh().during(now.minus(HOUR), now.minusSeconds(5))), "outdated");
        assertInstanceOf(Device.Undetermined.class, answered(server.fresh().during(now.plus(HOUR), now.plus(HOUR.multipliedBy(2)))), "from the future");
        assertInstanceOf(Device.Undetermined.class, answered(server.fresh().during(now.minus(HOUR), now.plus(HOUR)).openEnded()), "old, and names no next update");
    }

    @Test
    void theNonceIsComparedWhereThereIsOneAndCanBeRequired() throws Exception {
        assertInstanceOf(Device.Undetermined.class, answered(server.fresh().nonce(AuthorityServer.Nonce.WRONG)));
        becomes(Device.Enrolled.class, answering(server.fresh().nonce(AuthorityServer.Nonce.LEFT_OUT)), ROOT.device("laptop-18"));
        DeviceAuthorities strict = asking(new Whereabouts.At(server.url("/ocsp")), Nonce.REQUIRED);
        assertInstanceOf(Device.Undetermined.class, settled(strict, laptop));
        server.manner = server.fresh();
        until("an answer with our nonce", () -> settled(strict, laptop) instanceof Device.Enrolled);
    }

    @Test
    void aRevocationIsNoticedInTheBackgroundAndNoReplayTakesItBack() throws Exception {
        server.manner = server.fresh().nonce(AuthorityServer.Nonce.LEFT_OUT);
        Manner before = server.manner;
        DeviceAuthorities devices = asking();
        becomes(Device.Enrolled.class, devices, laptop);
        Instant now = Instant.now();
        server.manner = before.status(Status.REVOKED).during(now, now.plus(HOUR));
        until("the revocation", () -> {
            devices.refresh(Instant.now());
            return devices.assess(laptop.chain(), Instant.now()) instanceof Device.Revoked;
        });
        server.manner = before;
        int asked = server.questions.get();
        until("the replay", () -> {
            devices.refresh(Instant.now());
            assertInstanceOf(Device.Revoked.class, devices.assess(laptop.chain(), Instant.now()));
            return server.questions.get() > asked;
        });
        assertInstanceOf(Device.Revoked.class, settled(devices, laptop));
        assertInstanceOf(Device.Revoked.class, settled(asking(), laptop), "a reload forgets nothing");
    }

    @Test
    void whatARudeResponderCostsIsBounded() throws Exception {
        DeviceAuthorities devices = asking();
        server.rude = Optional.of(request -> { });
        long begin = System.nanoTime();
        assertInstanceOf(Device.Undetermined.class, settled(devices, laptop));
        long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        assertTrue(waited < 5_000, "a silent responder held a request for " + waited + " ms");
        rude("/huge", request -> request.response().end(Buffer.buffer(new byte[200_000])));
        rude("/garbage", request -> request.response().end("<html>captive portal</html>"));
        rude("/moved", request -> request.response().setStatusCode(302).putHeader("location", server.url("/elsewhere").toString()).end());
        server.rude = Optional.empty();
        until("recovery", () -> settled(devices, laptop) instanceof Device.Enrolled);
    }

    private void rude(String path, AuthorityServer.Rudeness rudeness) throws Exception {
        server.rude = Optional.of(rudeness);
        int before = server.questions.get();
        assertInstanceOf(Device.Undetermined.class, settled(asking(new Whereabouts.At(server.url(path)), Nonce.OPTIONAL), laptop));
        assertEquals(before + 1, server.questions.get(), "asked once, and no redirect was followed");
    }

    @Test
    void whatIsLeftUnreadIsNoErrorInTheLog() throws Exception {
        server.rude = Optional.of(request -> request.response().setStatusCode(500).end("and a long story"));
        try (LogLines vertx = new LogLines("io.vertx")) {
            assertInstanceOf(Device.Undetermined.class, settled(asking(), laptop));
            assertInstanceOf(Device.Undetermined.class, settled(fetching(), laptop));
            assertEquals(List.of(), vertx.heard());
        }
    }

    @Test
    void aResponderThatIsGoneLeavesItUndeterminedAtOnceAfterTheFirst() throws Exception {
        URI gone = server.url("/ocsp");
        server.close();
        DeviceAuthorities devices = asking(new Whereabouts.At(gone), Nonce.OPTIONAL);
        assertInstanceOf(Device.Undetermined.class, settled(devices, laptop));
        assertTrue(devices.settled(ROOT.device("next").chain(), Instant.now()).isComplete(), "the responder has just failed: nobody waits for it");
        server = new AuthorityServer(vertx, ROOT);
    }

    @Test
    void aCrlIsFetchedAndItsSuccessorToo() throws Exception {
        server.crl = ROOT.crl(HOUR).getEncoded();
        DeviceAuthorities devices = fetching();
        becomes(Device.Enrolled.class, devices, laptop);
        server.crl = crl(Instant.now(), laptop.leaf());
        until("the new CRL", () -> {
            devices.refresh(Instant.now());
            return devices.assess(laptop.chain(), Instant.now()) instanceof Device.Revoked;
        });
        for (byte[] bad : List.of(ROOT.crl(new CrlSpec(List.of(), Instant.now().minus(HOUR), Instant.now().plus(HOUR), CrlSpec.Scope.FULL)).getEncoded(),
                STRANGER.crl(HOUR).getEncoded(), "no CRL".getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
            server.crl = bad;
            int before = server.fetches.get();
            until("a fetch", () -> {
                devices.refresh(Instant.now());
                return server.fetches.get() > before;
            });
            devices.refresh(Instant.now());
            assertInstanceOf(Device.Revoked.class, devices.assess(laptop.chain(), Instant.now()), "an older CRL, a stranger's and garbage change nothing");
        }
        assertInstanceOf(Device.Revoked.class, fetching().assess(laptop.chain(), Instant.now()), "a reload forgets nothing");
    }

    private static byte[] crl(Instant thisUpdate, X509Certificate... revoked) throws Exception {
        return ROOT.crl(new CrlSpec(Stream.of(revoked).map(X509Certificate::getSerialNumber).toList(), thisUpdate, thisUpdate.plus(HOUR), CrlSpec.Scope.FULL)).getEncoded();
    }

    @Test
    void aCrlThatIsTooLargeOutdatedOrADeltaProvesNothing() throws Exception {
        server.rude = Optional.of(request -> request.response().putHeader("content-length", String.valueOf(CrlPoint.MAX_BYTES + 1)).end(Buffer.buffer(new byte[CrlPoint.MAX_BYTES + 1])));
        assertInstanceOf(Device.Undetermined.class, settled(fetching(), laptop));
        server.rude = Optional.empty();
        server.crl = crl(Instant.now().minus(HOUR.multipliedBy(2)));
        assertInstanceOf(Device.Undetermined.class, settled(fetching(new Whereabouts.At(server.url("/outdated.crl"))), laptop));
        server.crl = ROOT.crl(new CrlSpec(List.of(), Instant.now(), Instant.now().plus(HOUR), new CrlSpec.Scope(CrlSpec.Kind.DELTA, Optional.empty()))).getEncoded();
        assertInstanceOf(Device.Undetermined.class, settled(fetching(new Whereabouts.At(server.url("/delta.crl"))), laptop));
    }

    @Test
    void distributionPointsOfOurOwnCertificatesAreFetchedWhereTheOperatorAllows() throws Exception {
        server.crl = ROOT.crl(HOUR).getEncoded();
        KeyMaterial own = ROOT.issue(ROOT.deviceSpec("own").withCrlUri(server.url("/own.crl").toString()));
        assertInstanceOf(Device.Undetermined.class, settled(fetching(new Whereabouts.FromCertificates()), own), "loopback is not the public internet");
        assertEquals(0, server.fetches.get());
        becomes(Device.Enrolled.class, fetching(new Whereabouts.FromCertificates(), "127.0.0.0/8"), own);
        assertTrue(server.fetches.get() >= 1, "once, and again each second");
    }

    @Test
    void aStrangersCertificateMakesUsFetchNothing() throws Exception {
        DeviceAuthorities devices = fetching(new Whereabouts.FromCertificates(), "127.0.0.0/8");
        String url = server.url("/ssrf.crl").toString();
        KeyMaterial forged = STRANGER.issue(STRANGER.deviceSpec("evil").withCrlUri(url));
        KeyMaterial selfMade = CertificateAuthority.of(laptop, CLOCK).issue(ROOT.deviceSpec("evil").withCrlUri(url));
        KeyMaterial expired = ROOT.issue(ROOT.deviceSpec("old").withCrlUri("http://169.254.169.254/latest.crl"));
        assertInstanceOf(Device.Unknown.class, settled(devices, forged));
        assertInstanceOf(Device.Unknown.class, settled(devices, selfMade));
        assertEquals(0, server.fetches.get());
        DeviceAuthorities wide = fetching(new Whereabouts.FromCertificates(), "0.0.0.0/0");
        assertInstanceOf(Device.Undetermined.class, settled(wide, expired), "metadata addresses are not dialled, whatever is listed");
    }
}
