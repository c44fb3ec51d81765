package dev.postern.soak;

import dev.postern.demo.DemoPki;
import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.PemFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Three authorities whose keys are kept, so that everything can be issued anew while it is in use. */
final class Certificates {

    private final CertificateAuthority names = CertificateAuthority.root("Soak: public names", InstantSource.system());
    private final CertificateAuthority devices = CertificateAuthority.root("Soak: devices", InstantSource.system());
    private final CertificateAuthority mesh = CertificateAuthority.root("Soak: mesh", InstantSource.system());
    private final Path dir;

    Certificates(Path dir) throws java.io.IOException {
        this.dir = Files.createDirectories(dir);
        trust("ingress-ca", names.certificate());
        trust("device-ca", devices.certificate());
        trust("mesh-ca", mesh.certificate());
        write("laptop", devices.device("laptop"));
        write("ledger", mesh.svid(DemoPki.LEDGER));
        ingress();
        gateway();
        lost(0);
    }

    String file(String name) {
        return dir.resolve(name).toString();
    }

    void ingress() {
        write("ingress", names.server("localhost"));
    }

    void gateway() {
        write("gateway", mesh.svid(DemoPki.GATEWAY));
    }

    /** One more device authority beside ours. */
    void further(int number) {
        PemFiles.writeCertificates(dir.resolve("device-ca.pem"),
                List.of(devices.certificate(), CertificateAuthority.root("Soak: more devices " + number, InstantSource.system()).certificate()));
    }

    /** Another device, which nobody uses, is revoked. */
    void lost(int number) {
        PemFiles.writeCrl(dir.resolve("device-ca.crl"), devices.crl(Duration.ofDays(1), devices.device("lost-" + number).leaf()));
    }

    private void trust(String name, java.security.cert.X509Certificate certificate) {
        PemFiles.writeCertificates(dir.resolve(name + ".pem"), List.of(certificate));
    }

    private void write(String name, KeyMaterial material) {
        PemFiles.writeKey(dir.resolve(name + "-key.pem"), material.key());
        PemFiles.writeCertificates(dir.resolve(name + ".pem"), material.chain());
    }
}
