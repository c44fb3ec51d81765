package dev.postern.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.KeyPairFiles;
import dev.postern.config.Located;
import dev.postern.config.MeshConfig;
import dev.postern.config.Problems;
import dev.postern.config.UpstreamConfig;
import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.PemFiles;
import dev.postern.pki.San;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeshFilesTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path directory;
    private final CertificateAuthority authority = CertificateAuthority.root("mesh", CLOCK);
    private MeshConfig config;

    @BeforeEach
    void write() {
        PemFiles.writeCertificates(file("bundle.pem"), List.of(authority.certificate()));
        write(authority.svid(Mesh.GATEWAY));
        config = new MeshConfig(Optional.of(new KeyPairFiles(Located.of(file("cert.pem")), Located.of(file("key.pem")))), List.of(Located.of(file("bundle.pem"))));
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private void write(KeyMaterial svid) {
        PemFiles.writeCertificates(file("cert.pem"), svid.chain());
        PemFiles.writeKey(file("key.pem"), svid.key());
    }

    private static List<UpstreamConfig> expecting(String... ids) {
        return List.of(new UpstreamConfig(Located.of("ledger"), List.of(Located.of(URI.create("https://ledger"))), List.of(ids).stream().map(Located::of).toList(),
                UpstreamConfig.HttpVersions.AUTO, UpstreamConfig.Balance.ROUND_ROBIN, 1,
                new UpstreamConfig.Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ZERO)));
    }

    private void awaitChange(MeshFiles files, MeshCredentials.Version before) throws InterruptedException {
        for (int i = 0; i < 500 && files.credentials().version().isSame(before); i++) {
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Test
    void rotationOfFilesIsInForceWithinSeconds() throws InterruptedException {
        Problems problems = new Problems();
        try (MeshFiles files = MeshFiles.read(config, expecting(Mesh.LEDGER.toString()), CLOCK, problems)) {
            problems.throwIfAny();
            files.start(Duration.ofMillis(50));
            MeshCredentials.Version first = files.credentials().version();
            write(authority.svid(Mesh.GATEWAY));
            awaitChange(files, first);
            MeshCredentials.Version second = files.credentials().version();
            assertNotEquals(first.svid(), second.svid());
            assertTrue(second.hasSameTrust(first), "the bundle has not changed");
            PemFiles.writeCertificates(file("bundle.pem"), List.of(CertificateAuthority.root("next", CLOCK).certificate()));
            awaitChange(files, second);
            assertFalse(files.credentials().version().hasSameTrust(second));
            assertEquals(second.svid(), files.credentials().version().svid());
        }
    }

    @Test
    void filesThatDoNotFitLeaveWhatWasInForce() throws Exception {
        Problems problems = new Problems();
        try (MeshFiles files = MeshFiles.read(config, expecting(Mesh.LEDGER.toString()), CLOCK, problems)) {
            files.start(Duration.ofMillis(20));
            MeshCredentials.Version first = files.credentials().version();
            Files.writeString(file("bundle.pem"), "not a certificate");
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(300);
            assertTrue(files.credentials().version().isSame(first));
        }
    }

    @Test
    void whatIsWrongIsReportedAtOnce() throws Exception {
        Files.writeString(file("key.pem"), "nonsense");
        Files.delete(file("bundle.pem"));
        Problems problems = new Problems();
        MeshFiles.read(config, expecting(Mesh.LEDGER.toString()), CLOCK, problems).close();
        assertEquals(2, problems.list().size(), problems.list().toString());
    }

    @Test
    void authorityWithoutDomainCannotSpeakForSeveral() {
        Problems problems = new Problems();
        MeshFiles.read(config, expecting("spiffe://a.test/x", "spiffe://b.test/x"), CLOCK, problems).close();
        assertEquals(1, problems.list().size(), problems.list().toString());
    }

    @Test
    void authorityWithADomainSpeaksForThatOneOnly() throws Exception {
        var spec = CertificateAuthority.authoritySpec("b", CLOCK.instant()).names(San.uri("spiffe://b.test"));
        CertificateAuthority other = CertificateAuthority.root(spec, CLOCK);
        PemFiles.writeCertificates(file("bundle.pem"), List.of(other.certificate()));
        Problems problems = new Problems();
        try (MeshFiles files = MeshFiles.read(config, expecting("spiffe://a.test/x", "spiffe://b.test/x"), CLOCK, problems)) {
            problems.throwIfAny();
            var a = dev.postern.pki.SpiffeId.parse("spiffe://a.test/x");
            var b = dev.postern.pki.SpiffeId.parse("spiffe://b.test/x");
            files.credentials().trusting(java.util.Set.of(b)).checkServerTrusted(other.svid(b).chain().toArray(java.security.cert.X509Certificate[]::new), "UNKNOWN");
            org.junit.jupiter.api.Assertions.assertThrows(java.security.cert.CertificateException.class, () ->
                    files.credentials().trusting(java.util.Set.of(a)).checkServerTrusted(other.svid(a).chain().toArray(java.security.cert.X509Certificate[]::new), "UNKNOWN"));
        }
    }

    @Test
    void isKeptAcrossAReloadThatDoesNotConcernIt() {
        try (MeshFiles files = MeshFiles.read(config, expecting(Mesh.LEDGER.toString()), CLOCK, new Problems())) {
            assertTrue(files.serves(config, expecting(Mesh.OTHER.toString())));
            assertFalse(files.serves(config, expecting("spiffe://b.test/x")));
            assertFalse(files.serves(new MeshConfig(Optional.empty(), config.trust()), expecting(Mesh.LEDGER.toString())));
        }
    }
}
