package dev.postern.admin;

import dev.postern.pki.FileWatch;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.Pem;
import dev.postern.pki.SniKeyManager;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jboss.logging.Logger;

/** The admin listener's certificate and key, read again when either file changes: new handshakes are served with them; what cannot be read or does not fit leaves the old ones in force. */
final class RenewedKeys implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RenewedKeys.class);

    private final Path certificate;
    private final Path key;
    private final FileWatch watch = new FileWatch(this::renew, InstantSource.system());
    private final SniKeyManager keys;

    /** @throws IllegalArgumentException when they are unusable */
    RenewedKeys(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
        watch.watch(Set.of(certificate, key));
        this.keys = new SniKeyManager(read());
        watch.start(FileWatch.INTERVAL);
    }

    private List<KeyMaterial> read() {
        return List.of(Pem.keyMaterial(certificate, key));
    }

    private void renew() {
        try {
            keys.replace(read());
            LOG.infof("event=admin-certificate-renewed file=%s", certificate);
        } catch (IllegalArgumentException unusable) {
            LOG.errorf("event=admin-certificate-kept detail=\"%s\"", unusable.getMessage());
        }
    }

    X509ExtendedKeyManager manager() {
        return keys;
    }

    @Override
    public void close() {
        watch.close();
    }
}
