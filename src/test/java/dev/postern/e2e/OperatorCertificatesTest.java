package dev.postern.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.demo.DemoPki;
import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.PemFiles;
import dev.postern.pki.Thumbprint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators who show a certificate to the admin listener of a real process, with the product's own commands. */
@Tag("e2e")
final class OperatorCertificatesTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path dir;
    private Servers servers;
    private int admin;
    private final CertificateAuthority operators = CertificateAuthority.root("Operators of this test", InstantSource.system());
    private final CertificateAuthority strangers = CertificateAuthority.root("Operators of this test", InstantSource.system());
    private final KeyMaterial ada = operators.device("ada");

    @BeforeEach
    void files() throws Exception {
        servers = new Servers(dir);
        DemoPki.write(dir.resolve("pki"), InstantSource.system());
        PemFiles.writeCertificates(dir.resolve("operators.pem"), List.of(operators.certificate()));
        write("ada", ada);
        write("mallory", strangers.device("ada"));
        Files.writeString(dir.resolve("admin-token"), TOKEN);
    }

    private void write(String name, KeyMaterial material) {
        PemFiles.writeCertificates(dir.resolve(name + ".pem"), material.chain());
        PemFiles.writeKey(dir.resolve(name + "-key.pem"), material.key());
    }

    @AfterEach
    void stop() throws Exception {
        servers.close();
    }

    private Path configure(int ingress, String credentials) throws Exception {
        return Files.writeString(dir.resolve("postern.yaml"), """
                listen:
                  ingress: {address: "127.0.0.1:%d", tls: {cert: pki/ingress.pem, key: pki/ingress-key.pem}}
                  admin:
                    address: 127.0.0.1:%d
                    tls: {cert: pki/ingress.pem, key: pki/ingress-key.pem}
                    attempts: 1000
                    %s
                audit: {file: audit.jsonl}
                """.formatted(ingress, admin, credentials));
    }

    private int start(String credentials) throws Exception {
        int ingress = Servers.freePort();
        admin = Servers.freePort();
        Path config = configure(ingress, credentials);
        servers.start("gateway", Map.of(), List.of("bin/postern", "serve", "--config", config.toString()));
        servers.await("gateway", Duration.ofSeconds(60), () -> Files.readString(servers.log("gateway")).contains("postern is ready"));
        return ingress;
    }

    /** What the command says, and its exit code. */
    private String command(String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of("bin/postern", "sessions", "list", "--admin", "https://localhost:" + admin, "--trust", dir.resolve("pki/ingress-ca.pem").toString()));
        all.addAll(List.of(more));
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.exitValue() + " " + said;
    }

    private String[] as(String name) {
        return new String[] {"--cert", dir.resolve(name + ".pem").toString(), "--key", dir.resolve(name + "-key.pem").toString()};
    }

    private String[] token() {
        return new String[] {"--token-file", dir.resolve("admin-token").toString()};
    }

    private static String[] both(String[] one, String[] other) {
        List<String> all = new ArrayList<>(List.of(one));
        all.addAll(List.of(other));
        return all.toArray(String[]::new);
    }

    private static void isIn(String said) {
        assertTrue(said.startsWith("0 "), said);
    }

    private static void isOut(String said) {
        assertTrue(said.startsWith("3 ") && said.contains("401"), said);
    }

    @Test
    void aCertificateIsASecondWayIn() throws Exception {
        int ingress = start("token: {file: admin-token}\n    client-certificates: {authorities: [operators.pem]}");
        isIn(command(token()));
        isIn(command(as("ada")));
        isOut(command(as("mallory")));
        assertEquals(200, health(), "health asks for nothing");
        assertTrue(Files.readString(dir.resolve("audit.jsonl")).contains("operator:CN=ada"), "by name");
        PemFiles.writeCertificates(dir.resolve("operators.pem"), List.of(strangers.certificate()));
        servers.await("gateway", Duration.ofSeconds(30), () -> command(as("ada")).startsWith("3 "));
        isIn(command(as("mallory")));
        PemFiles.writeCertificates(dir.resolve("operators.pem"), List.of(operators.certificate()));
        configure(ingress, "token: {file: admin-token}\n    client-certificates: {authorities: [operators.pem], demand: required}");
        servers.await("gateway", Duration.ofSeconds(30), () -> command(token()).startsWith("3 "));
        isOut(command(as("ada")));
        isIn(command(both(token(), as("ada"))));
        isOut(command(both(token(), as("mallory"))));
    }

    /** While the key is still the old one, nothing changes. */
    @Test
    void theListenersOwnCertificateIsRenewed() throws Exception {
        start("token: {file: admin-token}");
        isIn(command(token()));
        CertificateAuthority later = CertificateAuthority.root("Servers of tomorrow", InstantSource.system());
        KeyMaterial renewed = later.server("localhost");
        PemFiles.writeCertificates(dir.resolve("pki/ingress.pem"), renewed.chain());
        servers.await("gateway", Duration.ofSeconds(90), () -> Files.readString(servers.log("gateway")).contains("admin-certificate-kept"));
        isIn(command(token()));
        PemFiles.writeKey(dir.resolve("pki/ingress-key.pem"), renewed.key());
        PemFiles.writeCertificates(dir.resolve("pki/ingress-ca.pem"), List.of(later.certificate()));
        servers.await("gateway", Duration.ofSeconds(90), () -> command(token()).startsWith("0 "));
    }

    @Test
    void withoutATokenTheCertificateIsTheOnlyWayAndCanBeRevoked() throws Exception {
        start("client-certificates: {authorities: [operators.pem], demand: required}");
        isIn(command(as("ada")));
        isOut(command(token()));
        List<String> revoke = new ArrayList<>(List.of("bin/postern", "revoke", "certificate", Thumbprint.of(ada.leaf()).value(), "--admin", "https://localhost:" + admin,
                "--trust", dir.resolve("pki/ingress-ca.pem").toString()));
        revoke.addAll(List.of(as("ada")));
        assertEquals(0, servers.start("revoke", Map.of(), revoke).waitFor());
        isOut(command(as("ada")));
    }

    @Test
    void aCertificateThatItsAuthorityRevokedIsOutAndTheRecordSaysWhy() throws Exception {
        KeyMaterial bob = operators.device("bob");
        write("bob", bob);
        PemFiles.writeCrl(dir.resolve("operators.crl"), operators.crl(Duration.ofHours(1)));
        start("client-certificates: {authorities: [operators.pem], crls: [operators.crl]}");
        isIn(command(as("ada")));
        PemFiles.writeCrl(dir.resolve("operators.crl"), operators.crl(Duration.ofHours(1), ada.leaf()));
        servers.await("gateway", Duration.ofSeconds(30), () -> command(as("ada")).startsWith("3 "));
        isIn(command(as("bob")));
        servers.await("gateway", Duration.ofSeconds(30), () -> Files.readString(dir.resolve("audit.jsonl")).contains("the certificate of CN=ada is revoked"));
    }

    private int health() throws Exception {
        Process curl = servers.start("curl", Map.of(), List.of("openssl", "s_client", "-connect", "localhost:" + admin, "-CAfile", dir.resolve("pki/ingress-ca.pem").toString(), "-quiet",
                "-verify_return_error", "-ign_eof"));
        curl.getOutputStream().write("GET /q/health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        curl.getOutputStream().flush();
        assertTrue(curl.waitFor(30, TimeUnit.SECONDS));
        String said = Files.readString(servers.log("curl"));
        return said.contains("HTTP/1.1 200") ? 200 : 0;
    }
}
