package dev.postern.admin;

import dev.postern.pki.Pem;
import dev.postern.pki.ProofOfPossession;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.File;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * TLS of the admin listener: {@link RenewedKeys}, and a certificate asked for where operators may have one. The handshake proves that its key is there and no more: whether it is any good is judged
 * for each request by the configuration in force, so health and metrics need none, and changed authorities hold at once.
 */
@ApplicationScoped
public class AdminTls implements HttpServerOptionsCustomizer {

    private Optional<RenewedKeys> keys = Optional.empty();

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        Optional<Path> certificate = file(AdminListener.CERTIFICATE);
        keys = certificate.map(found -> new RenewedKeys(found, file(AdminListener.KEY).orElseThrow()));
        keys.ifPresent(renewed -> options.setKeyCertOptions(KeyCertOptions.wrap(renewed.manager())));
        String files = System.getProperty(AdminListener.AUTHORITIES, "");
        if (!files.isEmpty()) {
            List<X509Certificate> authorities = Stream.of(files.split(File.pathSeparator)).flatMap(file -> Pem.certificates(Path.of(file)).stream()).toList();
            options.setClientAuth(ClientAuth.REQUEST).setTrustOptions(TrustOptions.wrap(new ProofOfPossession(authorities)));
        }
    }

    private static Optional<Path> file(String property) {
        return Optional.ofNullable(System.getProperty(property)).map(Path::of);
    }

    @PreDestroy
    void close() {
        keys.ifPresent(RenewedKeys::close);
    }
}
