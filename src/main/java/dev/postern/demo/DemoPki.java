package dev.postern.demo;

import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.CertificateSpec;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.PemFiles;
import dev.postern.pki.SpiffeId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * Certificates for trying Postern out: three authorities (public names, devices, mesh) and what they issue, as PEM files in one directory. Their authorities' keys are not kept.
 *
 * <p>{@code ingress} the gateway's public certificate; {@code laptop} an enrolled device, {@code lost-laptop} a revoked one, {@code old-laptop} an expired one, {@code stranger}
 * of an authority nobody knows; {@code gateway}, {@code ledger}, {@code wiki} SVIDs of the mesh; {@code batch} the SVID of a workload that calls in. The device comes as
 * {@code laptop.p12} too, for browsers (password {@value #P12_PASSWORD}).
 */
public final class DemoPki {

    public static final String P12_PASSWORD = "demo";
    public static final SpiffeId GATEWAY = SpiffeId.parse("spiffe://demo.test/ns/postern/sa/gateway");
    public static final SpiffeId LEDGER = SpiffeId.parse("spiffe://demo.test/ns/finance/sa/ledger");
    public static final SpiffeId WIKI = SpiffeId.parse("spiffe://demo.test/ns/docs/sa/wiki");
    public static final SpiffeId BATCH = SpiffeId.parse("spiffe://demo.test/ns/jobs/sa/batch");

    private static final List<String> AUTHORITIES = List.of("ingress-ca", "device-ca", "mesh-ca");
    private static final List<String> HOLDERS = List.of("ingress", "laptop", "lost-laptop", "old-laptop", "stranger", "gateway", "ledger", "wiki", "batch");
    private static final String P12 = "laptop.p12";
    private static final String CRL = "device-ca.crl";

    private final Path dir;
    private final InstantSource clock;

    private DemoPki(Path dir, InstantSource clock) {
        this.dir = dir;
        this.clock = clock;
    }

    /**
     * Writes everything into {@code dir}, which is made when it is not there. What this has written before is written anew; where some of the names alone are there, they are
     * somebody else's files, and nothing is touched. Blocks for some tens of milliseconds.
     *
     * @throws UncheckedIOException when something cannot be written
     */
    public static DemoPki write(Path dir, InstantSource clock) {
        DemoPki pki = new DemoPki(dir.toAbsolutePath(), clock);
        try {
            Files.createDirectories(dir);
            pki.replaceNothingElse();
            pki.ingress();
            pki.devices();
            pki.mesh();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write the demo's certificates to " + dir, failed);
        } catch (GeneralSecurityException failed) {
            throw new UncheckedIOException("cannot make the demo's certificates", new IOException(failed));
        }
        return pki;
    }

    private void replaceNothingElse() throws IOException {
        List<String> there = names().stream().filter(name -> Files.exists(dir.resolve(name), LinkOption.NOFOLLOW_LINKS)).toList();
        if (!there.isEmpty() && there.size() < names().size()) {
            throw new IOException("not all of them are there, but " + there.getFirst() + " is: it may be somebody else's, and nothing was touched");
        }
    }

    /** The files that are written. */
    static List<String> names() {
        return Stream.of(AUTHORITIES.stream().map(name -> name + ".pem"), HOLDERS.stream().flatMap(name -> Stream.of(name + ".pem", name + "-key.pem")), Stream.of(P12, CRL))
                .flatMap(names -> names).toList();
    }

    public Path dir() {
        return dir;
    }

    /** The absolute path of one of the files. */
    public String file(String name) {
        return dir.resolve(name).toString();
    }

    private void ingress() {
        CertificateAuthority authority = CertificateAuthority.root("Postern demo: public names", clock);
        write("ingress-ca", authority);
        write("ingress", authority.server("localhost", "*.localhost", "127.0.0.1", "::1"));
    }

    private void devices() throws IOException, GeneralSecurityException {
        CertificateAuthority authority = CertificateAuthority.root("Postern demo: devices", clock);
        write("device-ca", authority);
        KeyMaterial laptop = authority.device("laptop");
        write("laptop", laptop);
        p12(P12, laptop);
        KeyMaterial lost = authority.device("lost-laptop");
        write("lost-laptop", lost);
        Instant now = clock.instant();
        write("old-laptop", authority.issue(authority.deviceSpec("old-laptop").valid(now.minus(Duration.ofDays(90)), now.minus(Duration.ofDays(1)))));
        write("stranger", CertificateAuthority.root("Nobody we know", clock).device("stranger"));
        PemFiles.writeCrl(dir.resolve(CRL), authority.crl(Duration.ofDays(30), lost.leaf()));
    }

    private void mesh() {
        CertificateAuthority authority = CertificateAuthority.root("Postern demo: mesh", clock);
        write("mesh-ca", authority);
        svid(authority, "gateway", GATEWAY);
        svid(authority, "ledger", LEDGER);
        svid(authority, "wiki", WIKI);
        svid(authority, "batch", BATCH);
    }

    /** The subject is for servers such as nginx that can look at nothing else; Postern itself looks at the SPIFFE id alone. */
    private void svid(CertificateAuthority authority, String name, SpiffeId id) {
        CertificateSpec spec = authority.svidSpec(id).withSubject("CN=postern-" + name);
        write(name, authority.issue(spec));
    }

    private void write(String name, CertificateAuthority authority) {
        PemFiles.writeCertificates(dir.resolve(name + ".pem"), List.of(authority.certificate()));
    }

    private void write(String name, KeyMaterial material) {
        PemFiles.writeCertificates(dir.resolve(name + ".pem"), material.chain());
        PemFiles.writeKey(dir.resolve(name + "-key.pem"), material.key());
    }

    private void p12(String name, KeyMaterial material) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("device", material.key(), P12_PASSWORD.toCharArray(), material.chain().toArray(Certificate[]::new));
        try (OutputStream out = Files.newOutputStream(dir.resolve(name))) {
            store.store(out, P12_PASSWORD.toCharArray());
        }
    }
}
