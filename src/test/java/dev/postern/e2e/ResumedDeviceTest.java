package dev.postern.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.demo.DemoPki;
import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.PemFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A device is revoked by a new list. A TLS session from before, taken up again with OpenSSL, does not bring it back: what it says is judged anew for each request. */
@Tag("e2e")
final class ResumedDeviceTest {

    @TempDir
    private Path dir;
    private int port;

    private record Visit(String said) {

        boolean resumed() {
            return said.contains("Reused, TLS");
        }

        int status() {
            int at = said.indexOf("HTTP/1.1 ");
            return at < 0 ? 0 : Integer.parseInt(said.substring(at + 9, at + 12));
        }
    }

    private Visit visit(String version, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port, "-" + version, "-servername", "localhost", "-ign_eof"));
        command.addAll(List.of(more));
        Process client = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(dir.resolve("said").toFile()).start();
        try (var in = client.getOutputStream()) {
            in.write("GET / HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            in.flush();
            assertTrue(client.waitFor(30, TimeUnit.SECONDS), "openssl does not end");
        } catch (IOException gone) {
            assertTrue(client.waitFor(30, TimeUnit.SECONDS));
        } finally {
            client.destroyForcibly();
        }
        return new Visit(Files.readString(dir.resolve("said"), StandardCharsets.ISO_8859_1));
    }

    private Visit withCertificate(String version, String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of("-cert", dir.resolve("pki/laptop.pem").toString(), "-key", dir.resolve("pki/laptop-key.pem").toString()));
        all.addAll(List.of(more));
        return visit(version, all.toArray(String[]::new));
    }

    /** Only the JDK's engine keeps sessions that hold a certificate; where there is none, nothing can be brought. */
    @ParameterizedTest
    @CsvSource({"jdk, tls1_3", "jdk, tls1_2", "boringssl, tls1_3", "boringssl, tls1_2"})
    void anOldSessionDoesNotReviveARevokedDevice(String engine, String version) throws Exception {
        DemoPki.write(dir.resolve("pki"), InstantSource.system());
        CertificateAuthority devices = CertificateAuthority.root("Devices of this test", InstantSource.system());
        KeyMaterial laptop = devices.device("laptop");
        PemFiles.writeCertificates(dir.resolve("pki/device-ca.pem"), List.of(devices.certificate()));
        PemFiles.writeCertificates(dir.resolve("pki/laptop.pem"), laptop.chain());
        PemFiles.writeKey(dir.resolve("pki/laptop-key.pem"), laptop.key());
        PemFiles.writeCrl(dir.resolve("pki/device-ca.crl"), devices.crl(Duration.ofDays(1)));
        port = Servers.freePort();
        int admin = Servers.freePort();
        Path config = Files.writeString(dir.resolve("postern.yaml"), """
                listen:
                  ingress: {address: "127.0.0.1:%d", tls: {cert: pki/ingress.pem, key: pki/ingress-key.pem}, overload: {loop-delay: 1m}}
                  admin: {address: "127.0.0.1:%d"}
                devices: {authorities: [{name: laptops, certificates: pki/device-ca.pem, crls: [pki/device-ca.crl]}]}
                routes: [{name: app, host: localhost, path: /, redirect: {status: 308, host: elsewhere.test}}]
                policies: [{name: devices, effect: allow, routes: [app], from: {anyone: true, device: enrolled}}]
                audit: {file: audit.jsonl}
                """.formatted(port, admin));
        try (Servers servers = new Servers(dir)) {
            servers.start("gateway", Map.of("POSTERN_RUN", "jvm", "POSTERN_JAVA_OPTS", "-Dpostern.tls.engine=" + engine), List.of("bin/postern", "serve", "--config", config.toString()));
            servers.await("gateway", Duration.ofSeconds(60), () -> Servers.status("http://127.0.0.1:" + admin + "/q/health/ready") == 200);
            Path session = dir.resolve("session.pem");
            Files.createFile(session);
            Visit first = withCertificate(version, "-sess_out", session.toString());
            assertEquals(308, first.status(), first.said());
            boolean resumes = engine.equals("jdk");
            boolean kept = Files.size(session) > 0;
            assertTrue(kept || !resumes, "there is a session to bring");
            if (resumes) {
                Visit again = visit(version, "-sess_in", session.toString());
                assertTrue(again.resumed(), again.said());
                assertEquals(308, again.status(), "the session speaks for the device");
            }
            PemFiles.writeCrl(dir.resolve("pki/device-ca.crl"), devices.crl(Duration.ofDays(1), laptop.leaf()));
            servers.await("gateway", Duration.ofSeconds(30), () -> withCertificate(version).status() != 308);
            Visit revived = kept ? visit(version, "-sess_in", session.toString()) : withCertificate(version);
            assertTrue(!resumes || revived.resumed(), "still taken up again: " + revived.said());
            assertTrue(List.of(401, 403, 404).contains(revived.status()), revived.said());
            assertTrue(Files.readString(dir.resolve("audit.jsonl")).contains("\"device\":{\"name\":\"revoked"), Files.readString(dir.resolve("audit.jsonl")));
        }
    }
}
