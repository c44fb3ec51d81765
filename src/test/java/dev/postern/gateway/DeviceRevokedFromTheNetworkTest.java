package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.device.AuthorityServer;
import dev.postern.device.AuthorityServer.Status;
import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.KeyMaterial;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A device whose authority takes it back, where the gateway hears of it from the network: what it has open ends, and what other devices have does not. */
@QuarkusTest
@Tag("quarkus")
final class DeviceRevokedFromTheNetworkTest {

    private static final Optional<String> LAPTOP = Optional.of("laptop");
    private static final Optional<String> TABLET = Optional.of("tablet");
    /** Asked about each second; then to be felt within two, and all of it on a busy machine. */
    private static final Duration SLACK = Duration.ofSeconds(15);

    @RegisterExtension
    final Lab lab = new Lab();

    private CertificateAuthority devices;
    private KeyMaterial tablet;
    private AuthorityServer server;
    private final Set<BigInteger> revoked = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void lab() throws Exception {
        devices = CertificateAuthority.root("Devices of this test", InstantSource.system());
        tablet = lab.enrol(devices);
        server = new AuthorityServer(lab.vertx, devices);
        server.crl = devices.crl(Duration.ofDays(1)).getEncoded();
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    /** Says of each device what is so. */
    private void respond(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            byte[] question = body.getBytes();
            Status status = revoked.contains(serial(question)) ? Status.REVOKED : Status.GOOD;
            request.response().putHeader("content-type", "application/ocsp-response").end(Buffer.buffer(AuthorityServer.answer(question, server.fresh().status(status))));
        });
    }

    private static BigInteger serial(byte[] question) {
        try {
            return new OCSPReq(question).getRequestList()[0].getCertID().getSerialNumber();
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static void serve(HttpServerRequest request) {
        if (request.path().equals("/once")) {
            request.response().end();
        } else {
            OpenStream.serve(request);
        }
    }

    private interface Step {
        void take() throws Exception;
    }

    private void onlyItsStreamsEnd(String what, String authority, Step revoke) throws Exception {
        lab.devices("{name: laptops, certificates: pki/device-ca.pem, " + authority + "}");
        lab.start(Lab.app(lab.upstream(DeviceRevokedFromTheNetworkTest::serve), ", upgrades: [websocket]").replace("groups: [finance]", "groups: [finance], device: enrolled"));
        Map<String, String> alice = Lab.bearer(lab.token("alice"));
        for (Optional<String> device : List.of(LAPTOP, TABLET)) {
            Lab.until("the device to be known", () -> Call.get(lab.client(HttpVersion.HTTP_1_1, device), "/once", alice).status() == 200);
        }
        List<OpenStream> affected = List.of(OpenStream.webSocket(lab, TABLET, alice), OpenStream.events(lab, HttpVersion.HTTP_1_1, TABLET, alice),
                OpenStream.events(lab, HttpVersion.HTTP_2, TABLET, alice));
        List<OpenStream> others = List.of(OpenStream.webSocket(lab, LAPTOP, alice), OpenStream.events(lab, HttpVersion.HTTP_2, LAPTOP, alice));
        long begun = System.nanoTime();
        revoke.take();
        for (OpenStream stream : affected) {
            assertEquals(stream.name.equals("WebSocket") ? "closed 1008" : "cut", stream.ended(), stream.name);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        System.out.println("ended by " + what + " after " + took.toMillis() + " ms");
        assertTrue(took.compareTo(SLACK) < 0, took.toString());
        for (OpenStream stream : others) {
            stream.flowing();
        }
        Lab.until("their events", () -> lab.events().stream().filter(event -> event.encode().contains("\"device.revoked\"")).count() >= affected.size());
        assertEquals(403, Call.get(lab.client(HttpVersion.HTTP_2, TABLET), "/", alice).status());
    }

    @Test
    void byARevocationListThatIsFetched() throws Exception {
        onlyItsStreamsEnd("a fetched CRL", "crl-urls: [\"" + server.url("/devices.crl") + "\"], crl-refresh: 1s",
                () -> server.crl = devices.crl(Duration.ofDays(1), tablet.leaf()).getEncoded());
    }

    @Test
    void byAResponder() throws Exception {
        server.rude = Optional.of(this::respond);
        onlyItsStreamsEnd("an OCSP responder", "ocsp: {url: \"" + server.url("/ocsp") + "\", refresh: 1s}", () -> revoked.add(tablet.leaf().getSerialNumber()));
    }
}
