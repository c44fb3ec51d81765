package dev.postern.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.OddCrl;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What is made of octets that were fetched, and when. */
class CrlPointTest {

    private static final Instant NOW = Instant.now();
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final CertificateAuthority ROOT = CertificateAuthority.root("Root", CLOCK);
    private static final CertificateAuthority SUB = ROOT.intermediate("Sub");
    private static final Reach OPERATOR = new Reach(Reach.NamedBy.OPERATOR, List.of());
    private static final Reach CERTIFICATE = new Reach(Reach.NamedBy.CERTIFICATE, List.of());

    private static RevocationNetwork network(Fetch fetch, Executor heavy) {
        return new RevocationNetwork(fetch, heavy, CLOCK, () -> { });
    }

    private static CrlPoint point(byte[] served, Reach reach) {
        return network(order -> Future.succeededFuture(served), Runnable::run).point(URI.create("http://crl.test/list.crl"), reach).orElseThrow();
    }

    @Test
    void whatNobodyHereSignedIsNotRead() {
        byte[] forged = OddCrl.unreadable(ROOT.crl(HOUR), 1 << 20);
        Promise<byte[]> answer = Promise.promise();
        CrlPoint point = network(order -> answer.future(), Runnable::run).point(URI.create("http://crl.test/list.crl"), OPERATOR).orElseThrow();
        Future<Void> asked = point.ask(List.of(ROOT.certificate()), HOUR, NOW).orElseThrow();
        answer.complete(forged);
        assertEquals("nobody known here signed the CRL", asked.cause().getMessage(), "and not that it cannot be read");
        assertTrue(point.list().isEmpty());
    }

    @Test
    void aListOfAnAuthorityThatNothingWasAskedAboutIsSetAsideUntilThen() throws Exception {
        CrlPoint point = point(SUB.crl(HOUR).getEncoded(), OPERATOR);
        point.ask(List.of(ROOT.certificate()), HOUR, NOW);
        assertTrue(point.list().isEmpty(), "whose it is cannot be told yet");
        point.ask(List.of(SUB.certificate()), HOUR, NOW);
        assertEquals(SUB.certificate().getSubjectX500Principal(), point.list().orElseThrow().issuer());
    }

    @Test
    void whatACertificateNamedIsNotSetAside() throws Exception {
        CrlPoint point = point(SUB.crl(HOUR).getEncoded(), CERTIFICATE);
        point.ask(List.of(ROOT.certificate()), HOUR, NOW);
        point.ask(List.of(SUB.certificate()), HOUR, NOW);
        assertTrue(point.list().isEmpty(), "it was let go, and is fetched again in its time");
        point.ask(List.of(SUB.certificate()), HOUR, NOW.plusSeconds(2));
        assertTrue(point.list().isPresent());
    }

    @Test
    void aForgedListThatWasSetAsideIsNotBelievedLater() throws Exception {
        CrlPoint point = point(ROOT.intermediate("Sub").crl(HOUR).getEncoded(), OPERATOR);
        point.ask(List.of(ROOT.certificate()), HOUR, NOW);
        point.ask(List.of(SUB.certificate()), HOUR, NOW);
        assertTrue(point.list().isEmpty());
    }

    @Test
    void whoeverWaitsIsToldWhateverBecomesOfTheWork() {
        RevocationNetwork network = network(order -> Future.failedFuture("nothing"), Runnable::run);
        for (Throwable thrown : List.of(new OutOfMemoryError("no more"), new StackOverflowError(), new IllegalStateException(), new NoClassDefFoundError())) {
            Future<Void> done = network.off(() -> {
                throw sneaky(thrown);
            });
            assertTrue(done.failed() && done.cause() == thrown, thrown.toString());
        }
        Future<Void> late = network(order -> Future.failedFuture("nothing"), work -> {
            throw new RejectedExecutionException("shut");
        }).off(() -> null);
        assertInstanceOf(RejectedExecutionException.class, late.cause());
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void aFetchThatThrowsGivesItsPlaceBack() {
        RevocationNetwork network = network(order -> {
            throw new OutOfMemoryError("no more");
        }, Runnable::run);
        for (int i = 0; i < RevocationNetwork.FETCHES + 2; i++) {
            assertInstanceOf(OutOfMemoryError.class, network.crl(URI.create("http://crl.test/list.crl"), OPERATOR).cause());
        }
    }
}
