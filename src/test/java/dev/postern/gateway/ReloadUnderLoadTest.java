package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.postern.demo.DemoPki;
import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.PemFiles;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.ObjectName;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everything that can change changes again and again while requests never cease and streams stay open: nothing fails, is cut or left behind. {@code -Dpostern.reloads=1000} for more of it. */
@QuarkusTest
@Tag("quarkus")
final class ReloadUnderLoadTest {

    private static final int CHANGES = Integer.getInteger("postern.reloads", 100);
    private static final int WARM = 10;
    private static final Optional<String> LAPTOP = Optional.of("laptop");

    @RegisterExtension
    final Lab lab = new Lab();

    @Inject
    MeterRegistry meters;
    private final CertificateAuthority names = CertificateAuthority.root("Names of this test", InstantSource.system());
    private final CertificateAuthority devices = CertificateAuthority.root("Devices of this test", InstantSource.system());
    private final CertificateAuthority mesh = CertificateAuthority.root("Mesh of this test", InstantSource.system());
    private final X509CRL nobody = devices.crl(Duration.ofDays(1));
    private String configured = "";
    private String own = "";
    private int upstream;

    @BeforeEach
    void lab() throws Exception {
        lab.write("ingress-ca", names);
        lab.write("device-ca", devices);
        lab.write("mesh-ca", mesh);
        lab.write("laptop", devices.device("laptop"));
        lab.write("ledger", mesh.svid(DemoPki.LEDGER));
        lab.write("ingress", names.server("localhost"));
        lab.write("gateway", mesh.svid(DemoPki.GATEWAY));
        PemFiles.writeCrl(lab.dir.resolve("pki/device-ca.crl"), nobody);
        lab.ingress("clients: {handshakes: 1000000}");
        // A machine that is busy with other things is another test.
        lab.ingress("overload: {loop-delay: 1m}");
        upstream = lab.upstream(request -> {
            if (request.path().equals("/events")) {
                OpenStream.serve(request);
            } else {
                request.body().onSuccess(body -> request.response().end(request.path() + body));
            }
        });
        own = own(0);
        lab.start(own);
        configured = Files.readString(lab.dir.resolve("postern.yaml"));
    }

    private String own(int number) {
        String app = Lab.app(upstream, ", limits: [often], upgrades: [websocket]").replace("upstreams: [{", "upstreams: [{timeouts: {connect: 1m}, ");
        return app + "limits: [{name: often, by: user, requests: %d, period: 1s}]\n".formatted(1_000_000 + number);
    }

    private void configuration(int number) throws Exception {
        String next = own(number)
                .replace("routes: [{", "routes: [{name: extra-%1$d, host: localhost, path: /extra-%1$d, upstream: app}, {".formatted(number))
                .replace("policies: [{", "policies: [{name: no-%1$d, effect: deny, to: {methods: [DELETE]}}, {".formatted(number));
        Path written = lab.dir.resolve("next.yaml");
        Files.writeString(written, configured.replace(own, next));
        Files.move(written, lab.dir.resolve("postern.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }

    private double reloads(String outcome) {
        return meters.counter("postern.reloads", "outcome", outcome).count();
    }

    private void change(int number) throws Exception {
        double before = reloads("taken");
        switch (number % 5) {
            case 0 -> lab.write("ingress", names.server("localhost"));
            case 1 -> lab.write("gateway", mesh.svid(DemoPki.GATEWAY));
            case 2 -> PemFiles.writeCertificates(lab.dir.resolve("pki/device-ca.pem"), number % 2 != 0 ? List.of(devices.certificate())
                    : List.of(devices.certificate(), CertificateAuthority.root("More devices " + number, InstantSource.system()).certificate()));
            case 3 -> PemFiles.writeCrl(lab.dir.resolve("pki/device-ca.crl"), devices.crl(Duration.ofDays(1), devices.device("lost-" + number).leaf()));
            default -> configuration(number);
        }
        Lab.until("change " + number, () -> {
            lab.gateway().look();
            return reloads("taken") > before;
        });
        if (number % 5 == 0) {
            assertServed(Files.readString(lab.dir.resolve("pki/ingress.pem")));
        }
    }

    private void assertServed(String pem) throws Exception {
        try (SSLSocket socket = lab.rawTls()) {
            socket.startHandshake();
            Path served = lab.dir.resolve("served.pem");
            PemFiles.writeCertificates(served, List.of((java.security.cert.X509Certificate) socket.getSession().getPeerCertificates()[0]));
            assertTrue(pem.startsWith(Files.readString(served).strip()), "new connections are given the new certificate");
        }
    }

    private record Kept(long descriptors, int threads, long snapshots) {

        /** Of the process as it is, after a full collection. */
        static Kept now() throws Exception {
            String histogram = (String) ManagementFactory.getPlatformMBeanServer().invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram", new Object[] {new String[0]}, new String[] {String[].class.getName()});
            long snapshots = histogram.lines().map(String::strip).map(line -> line.split("\\s+"))
                    .filter(row -> row.length > 3 && row[3].equals(Snapshot.class.getName())).mapToLong(row -> Long.parseLong(row[1])).sum();
            long descriptors = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class).getOpenFileDescriptorCount();
            return new Kept(descriptors, ManagementFactory.getThreadMXBean().getThreadCount(), snapshots);
        }

        boolean grownFrom(Kept before) {
            return descriptors > before.descriptors + 40 || threads > before.threads + 20 || snapshots > 5;
        }
    }

    /** A token that outlives the test. */
    private Map<String, String> alice() {
        return Lab.bearer(lab.people.tokenFor("alice", "lab", Optional.empty(), Duration.ofHours(4)));
    }

    /** No change of this test takes away what these rest on. */
    private List<OpenStream> streams() throws Exception {
        return List.of(OpenStream.webSocket(lab, LAPTOP, alice()), OpenStream.webSocket(lab, Optional.empty(), alice()),
                OpenStream.events(lab, HttpVersion.HTTP_1_1, LAPTOP, alice()), OpenStream.events(lab, HttpVersion.HTTP_2, Optional.empty(), alice()));
    }

    private static void assertFlowing(List<OpenStream> streams, int number) throws Exception {
        assertEquals(List.of(), streams.stream().filter(stream -> stream.over().isComplete()).map(stream -> stream.name + ' ' + stream.over().result()).toList(),
                "after change " + number);
        for (OpenStream stream : streams) {
            stream.flowing();
        }
    }

    @Test
    void noRequestFailsAndNothingIsLeftBehind() throws Exception {
        SteadyLoad load = new SteadyLoad(alice(), lab.client(HttpVersion.HTTP_1_1, LAPTOP), lab.client(HttpVersion.HTTP_2, LAPTOP),
                lab.client(HttpVersion.HTTP_1_1, Optional.empty()), lab.client(HttpVersion.HTTP_2, Optional.empty()));
        HttpClient first = lab.client(HttpVersion.HTTP_1_1, Optional.empty());
        Lab.until("the first answer", () -> Call.get(first, "/", alice()).status() == 200);
        List<OpenStream> streams = streams();
        double refused = reloads("refused");
        load.start();
        for (int number = 0; number < WARM; number++) {
            change(number);
        }
        Kept before = Kept.now();
        assertTrue(before.snapshots() > 0, "snapshots are found: " + before);
        long begun = System.nanoTime();
        for (int number = WARM; number < WARM + CHANGES; number++) {
            int answered = load.answered();
            change(number);
            Lab.until("requests to go on", () -> load.answered() > answered || load.failed());
            assertEquals(List.of(), load.failures(), "after change " + number);
            assertFlowing(streams, number);
        }
        Lab.until("what was replaced to go: " + before + " before, " + Kept.now() + " after", () -> !Kept.now().grownFrom(before));
        load.stop();
        assertEquals(List.of(), load.failures());
        System.out.printf("%d changes in %d s under load: %d requests, none failed, %d streams open throughout; %s before, %s after%n", CHANGES,
                Duration.ofNanos(System.nanoTime() - begun).toSeconds(), load.answered(), streams.size(), before, Kept.now());
        assertTrue(reloads("refused") - refused <= CHANGES / 5.0, "a pair seen half written is refused, and no more");
    }
}
