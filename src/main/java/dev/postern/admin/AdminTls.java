package dev.postern.admin;

import dev.postern.pki.Pem;
import dev.postern.pki.ProofOfPossession;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.File;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

/**
 * Has the admin listener ask for a certificate where operators may have one. The handshake proves that its key is there and no more: whether it is any good is judged for each request
 * by the configuration in force, so health and metrics need none, and changed authorities hold at once.
 */
@ApplicationScoped
public class AdminTls implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        String files = System.getProperty(AdminListener.AUTHORITIES, "");
        if (!files.isEmpty()) {
            List<X509Certificate> authorities = Stream.of(files.split(File.pathSeparator)).flatMap(file -> Pem.certificates(Path.of(file)).stream()).toList();
            options.setClientAuth(ClientAuth.REQUEST).setTrustOptions(TrustOptions.wrap(new ProofOfPossession(authorities)));
        }
    }
}
