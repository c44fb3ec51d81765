package dev.postern.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.postern.exchange.Reason;
import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.SpiffeId;
import dev.postern.pki.TrustBundles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Client certificates that are a workload's, claim to be, or are something else. */
class WorkloadsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final X509Certificate LEDGER = Certificates.spiffe("spiffe://corp.test/ns/finance/sa/ledger");

    private final TestClock clock = new TestClock();
    private final AtomicInteger judged = new AtomicInteger();
    private volatile boolean revoked;
    private final MemorySessionStore store = new MemorySessionStore((session, why) -> {});
    private final Authenticator authenticator = Identity.authenticator(Identity.config(Identity.SESSIONS),
            new IdentityParts(VERTX, clock, store, session -> Future.failedFuture("unused"), (chain, now) -> {
                judged.incrementAndGet();
                if (revoked || !chain.getFirst().equals(LEDGER)) {
                    throw new CertificateException("not issued by the bundle");
                }
                return SpiffeId.parse("spiffe://corp.test/ns/finance/sa/ledger");
            }, address -> () -> { }));

    @AfterAll
    static void stop() {
        Await.result(VERTX.close());
    }

    private Future<Identification> identify(X509Certificate leaf, String... headers) {
        return authenticator.identify(Requests.with(List.of(leaf), headers));
    }

    @Test
    void aWorkloadIsKnownByItsSvid() {
        Identification identification = Await.result(identify(LEDGER));
        assertEquals("workload:spiffe://corp.test/ns/finance/sa/ledger", identification.principal().label());
        assertEquals(Credential.CERTIFICATE, identification.credential());
    }

    @TestFactory
    Stream<DynamicTest> whatClaimsToBeOursAndIsNotIsRefused() {
        return Stream.of(
                        Certificates.spiffe("spiffe://corp.test/ns/finance/sa/ledger"),
                        Certificates.spiffe("spiffe://CORP.test/x"),
                        Certificates.spiffe("SPIFFE://corp.test/x"),
                        Certificates.spiffe("spiffe://corp.test"),
                        Certificates.spiffe("https://harmless.test", "spiffe://corp.test/x"),
                        Certificates.spiffe("spiffe://elsewhere.test/x", "spiffe://corp.test/x"))
                .map(leaf -> dynamicTest(names(leaf), () -> assertEquals(Reason.WORKLOAD_UNTRUSTED, Await.refusal(identify(leaf)).reason())));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNobodysWorkloadIsNobody() {
        return Stream.of(
                        Certificates.named("laptop-17"),
                        Certificates.spiffe("spiffe://elsewhere.test/x"),
                        Certificates.spiffe("spiffe://corp.test.evil/x"),
                        Certificates.spiffe("spiffe://xcorp.test/x"),
                        Certificates.spiffe("https://corp.test/x"),
                        Certificates.with("x", new GeneralName(GeneralName.dNSName, "corp.test")))
                .map(leaf -> dynamicTest(names(leaf), () -> {
                    assertEquals(new Principal.Anonymous(), Await.result(identify(leaf)).principal());
                    assertEquals(0, judged.get());
                }));
    }

    private static String names(X509Certificate leaf) {
        try {
            return String.valueOf(leaf.getSubjectAlternativeNames());
        } catch (CertificateException unreadable) {
            return "unreadable";
        }
    }

    @Test
    void aVerdictIsRememberedAndNotForLong() {
        for (int i = 0; i < 10; i++) {
            Await.result(identify(LEDGER));
        }
        assertEquals(1, judged.get());
        revoked = true;
        clock.advance(Workloads.REMEMBERED);
        assertEquals(Reason.WORKLOAD_UNTRUSTED, Await.refusal(identify(LEDGER)).reason());
    }

    @Test
    void aVerdictEndsWithTheCertificate() {
        clock.advance(Duration.between(clock.instant(), LEDGER.getNotAfter().toInstant()).minusSeconds(1));
        Await.result(identify(LEDGER));
        clock.advance(Duration.ofSeconds(1));
        Await.result(identify(LEDGER));
        assertEquals(2, judged.get());
    }

    @Test
    void aLostSessionLeavesTheWorkload() {
        Identification identification = Await.result(identify(LEDGER, "Cookie", "__Host-postern=x"));
        assertInstanceOf(Principal.Workload.class, identification.principal());
        assertEquals(Reason.SESSION_ENDED, identification.lost().orElseThrow().reason());
    }

    @Test
    void aSessionOutranksTheCertificate() {
        SignIn signIn = new SignIn(new Principal.User("alice", "corp", Set.of(), Claims.none()), SessionTokens.none(), clock.instant(),
                Optional.empty());
        String cookie = Requests.cookie(Await.result(authenticator.sessions().begin(signIn, Requests.with())).setCookie().reveal());
        assertEquals("user:alice@corp", Await.result(identify(LEDGER, "Cookie", cookie)).principal().label());
        assertEquals("user:alice@corp", Await.result(identify(Certificates.spiffe("spiffe://corp.test/forged"), "Cookie",
                cookie)).principal().label());
    }

    @Test
    void anSvidIsJudgedByTheBundlesAsTheyAreNow() {
        CertificateAuthority authority = CertificateAuthority.root("corp.test workloads", clock);
        AtomicReference<TrustBundles> bundles = new AtomicReference<>(TrustBundles.of("corp.test", List.of(authority.certificate())));
        Authenticator real = Identity.authenticator(Identity.config(Identity.SESSIONS),
                new IdentityParts(VERTX, clock, store, session -> Future.failedFuture("unused"), WorkloadVerifier.by(bundles::get), address -> () -> { }));
        SpiffeId id = SpiffeId.parse("spiffe://corp.test/ns/finance/sa/ledger");
        List<X509Certificate> chain = authority.svid(id).chain();
        assertEquals(new Principal.Workload(id), Await.result(real.identify(Requests.with(chain))).principal());
        List<X509Certificate> forged = CertificateAuthority.root("evil", clock).svid(id).chain();
        assertEquals(Reason.WORKLOAD_UNTRUSTED, Await.refusal(real.identify(Requests.with(forged))).reason());
        bundles.set(TrustBundles.of("corp.test", List.of(CertificateAuthority.root("its successor", clock).certificate())));
        clock.advance(Workloads.REMEMBERED);
        assertEquals(Reason.WORKLOAD_UNTRUSTED, Await.refusal(real.identify(Requests.with(chain))).reason());
    }
}
