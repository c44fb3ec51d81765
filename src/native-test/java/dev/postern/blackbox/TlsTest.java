package dev.postern.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.blackbox.TlsVisitor.Certificate;
import dev.postern.blackbox.TlsVisitor.Visit;
import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.PemFiles;
import dev.postern.pki.TlsEngine;
import io.netty.channel.epoll.Epoll;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** TLS of what has been built, with each engine it has here; the upstream demands the gateway's own certificate. */
final class TlsTest {

    private static Stream<Arguments> builtAndEngines() {
        return Product.built().flatMap(product -> Stream.of(TlsEngine.JDK, TlsEngine.here()).distinct().map(engine -> Arguments.of(product, engine)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("builtAndEngines")
    void namesCertificatesSessionsAndIssuers(Product product, TlsEngine engine, @TempDir Path dir) throws Exception {
        try (Site site = new Site(product, List.of(engine(engine)), dir, request -> request.response().end())) {
            String log = Files.readString(site.log);
            assertTrue(log.contains("tls=" + engine + " native-transport=" + Epoll.isAvailable()), log);
            TlsVisitor visitor = new TlsVisitor(dir.resolve("pki"), site.port());
            for (String version : List.of("TLSv1.2", "TLSv1.3")) {
                answered(200, visitor.visit(version, "localhost", "/", Certificate.WITHHELD));
                answered(200, visitor.visit(version, Site.SECOND, "/", Certificate.WITHHELD));
            }
            sessions(visitor, engine, dir.resolve("pki"), site.port());
            issuers(visitor, dir);
        }
    }

    /** No place for the libraries to be loaded from: slower, as safe, unless BoringSSL is insisted on. */
    @ParameterizedTest
    @MethodSource("dev.postern.blackbox.Product#built")
    void withoutItsLibrariesTheJdkDoesIt(Product product, @TempDir Path dir) throws Exception {
        String nowhere = "-Dio.netty.native.workdir=/proc/nowhere";
        try (Site site = new Site(product, List.of(nowhere), dir, request -> request.response().end())) {
            String log = Files.readString(site.log);
            assertTrue(log.contains("tls=JDK native-transport=false"), log);
            answered(200, new TlsVisitor(dir.resolve("pki"), site.port()).visit("TLSv1.3", "localhost", "/", Certificate.WITHHELD));
        }
        Process insisting = product.start(List.of(nowhere, engine(TlsEngine.BORINGSSL)), dir.resolve("insisting.log"), "serve", "--config", dir.resolve("postern.yaml").toString());
        assertTrue(insisting.waitFor(120, TimeUnit.SECONDS), "still running");
        assertNotEquals(0, insisting.exitValue());
        assertTrue(Files.readString(dir.resolve("insisting.log")).contains("BoringSSL is asked for and cannot be had here"));
    }

    private static String engine(TlsEngine engine) {
        return "-D" + TlsEngine.PROPERTY + "=" + engine.name().toLowerCase(Locale.ROOT);
    }

    private static void answered(int status, Visit visit) {
        assertEquals(status, visit.status(), visit.answer());
    }

    /** Sessions are told apart by the millisecond they began in. */
    private static void sessions(TlsVisitor visitor, TlsEngine engine, Path pki, int port) throws Exception {
        Visit first = visitor.visit("TLSv1.3", "localhost", "/", Certificate.WITHHELD);
        Thread.sleep(20);
        assertEquals(first.began(), visitor.visit("TLSv1.3", "localhost", "/", Certificate.WITHHELD).began(), "without a certificate a session is taken up again");
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            answered(403, new TlsVisitor(pki, port).visit(version, "localhost", "/managed", Certificate.WITHHELD));
            TlsVisitor device = new TlsVisitor(pki, port);
            Visit shown = device.visit(version, "localhost", "/managed", Certificate.SHOWN);
            answered(200, shown);
            Thread.sleep(20);
            Visit withheld = device.visit(version, "localhost", "/managed", Certificate.WITHHELD);
            if (engine == TlsEngine.BORINGSSL) {
                assertNotEquals(shown.began(), withheld.began(), "a session that holds a certificate is not kept");
                answered(403, withheld);
            } else {
                assertEquals(shown.began(), withheld.began(), "bound to its name, a session keeps its certificate");
                answered(200, withheld);
            }
        }
    }

    /** Named to connections that come after a reload: those who issue from now on. */
    private static void issuers(TlsVisitor visitor, Path dir) throws Exception {
        CertificateAuthority next = CertificateAuthority.root("Devices of next year", InstantSource.system());
        PemFiles.writeCertificates(dir.resolve("pki/next-ca.pem"), List.of(next.certificate()));
        PemFiles.writeCrl(dir.resolve("pki/next-ca.crl"), next.crl(Duration.ofDays(1)));
        assertEquals(List.of(new X500Principal("CN=Postern demo: devices")), visitor.visit("TLSv1.2", Site.SECOND, "/", Certificate.SHOWN).issuers());
        Path config = dir.resolve("postern.yaml");
        Files.writeString(config, Files.readString(config).replace("device-ca", "next-ca"));
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        List<?> named = List.of();
        while (System.nanoTime() < deadline && !named.equals(List.of(next.certificate().getSubjectX500Principal()))) {
            Thread.sleep(200);
            named = visitor.visit("TLSv1.2", Site.SECOND, "/", Certificate.WITHHELD).issuers();
        }
        assertEquals(List.of(next.certificate().getSubjectX500Principal()), named);
    }
}
