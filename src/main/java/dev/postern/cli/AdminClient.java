package dev.postern.cli;

import dev.postern.config.Endpoint;
import dev.postern.config.Secret;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.Pem;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Speaks to the admin API of a running gateway. Blocks; what goes wrong is an {@link IOException} whose message helps. */
final class AdminClient {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int WRONG = 400;
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");

    private final URI admin;
    private final Optional<Secret> token;
    private final Tls tls;

    /**
     * @param trust    who vouches for the gateway's certificate; without it and {@code shown} the system's authorities do
     * @param shown    the chain that the gateway is configured to show, which needs no name for that
     * @param identity the operator's own
     */
    record Tls(Optional<Path> trust, Optional<Path> shown, Optional<KeyMaterial> identity) {}

    /** The gateway understood, and what it was asked for is wrong. */
    static final class WrongException extends IOException {

        WrongException(String message) {
            super(message);
        }
    }

    /** @throws IOException for what is no address to ask, a token that cannot be sent, of which nothing is shown, and one that everybody on the way could read */
    AdminClient(URI admin, Optional<Secret> token, Tls tls) throws IOException {
        boolean plain = "http".equalsIgnoreCase(admin.getScheme());
        if (admin.getHost() == null || !plain && !"https".equalsIgnoreCase(admin.getScheme())) {
            throw new IOException("an admin address is such as https://gateway.example:9443, and not " + Rows.plain(admin.toString()));
        }
        if (token.filter(secret -> !TOKEN.matcher(secret.reveal()).matches()).isPresent()) {
            throw new IOException("the admin token is not one line of visible ASCII characters");
        }
        if (plain && token.isPresent() && !new Endpoint(admin.getHost().replaceAll("[\\[\\]]", ""), 0).isLoopback()) {
            throw new IOException("the token would go to " + admin.getHost() + " as plain text: use https");
        }
        this.admin = admin;
        this.token = token;
        this.tls = tls;
    }

    /** @throws WrongException when the input is wrong; another IOException for everything else but an answer of 200 */
    JsonObject call(String method, String path, Map<String, String> query) throws IOException {
        String parameters = new TreeMap<>(query).entrySet().stream().map(pair -> pair.getKey() + '=' + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        URI at = admin.resolve("/api/v1/" + path + (parameters.isEmpty() ? "" : '?' + parameters));
        HttpRequest.Builder request = HttpRequest.newBuilder(at).timeout(PATIENCE).method(method, BodyPublishers.noBody());
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
        try (HttpClient client = http()) {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            JsonObject content = new JsonObject(answer.body());
            if (answer.statusCode() != 200) {
                String said = admin + " answers " + answer.statusCode() + ": " + Rows.plain(content.getString("detail", ""));
                throw answer.statusCode() == WRONG ? new WrongException(said) : new IOException(said);
            }
            return content;
        } catch (ConnectException refused) {
            throw new IOException("nobody listens at " + admin + ": is the gateway running?", refused);
        } catch (DecodeException stranger) {
            throw new IOException("what answers at " + admin + " is not Postern's admin API", stranger);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    private HttpClient http() throws IOException {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(PATIENCE).version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER);
        return tls.trust().isPresent() || tls.shown().isPresent() || tls.identity().isPresent() ? client.sslContext(context()).build() : client.build();
    }

    private SSLContext context() throws IOException {
        try {
            KeyManagerFactory shown = KeyManagerFactory.getInstance("PKIX");
            shown.init(tls.identity().isPresent() ? store(tls.identity().get()) : null, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown.getKeyManagers(), trusted(), null);
            return context;
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            throw new IOException("the certificates cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private TrustManager[] trusted() throws IOException, GeneralSecurityException {
        Optional<Path> vouching = tls.trust().or(tls::shown);
        TrustManagerFactory authorities = TrustManagerFactory.getInstance("PKIX");
        authorities.init(vouching.isPresent() ? store(vouching.get()) : null);
        if (tls.trust().isPresent() || tls.shown().isEmpty()) {
            return authorities.getTrustManagers();
        }
        X509Certificate leaf = Pem.certificates(tls.shown().get()).getFirst();
        return Stream.of(authorities.getTrustManagers()).map(X509ExtendedTrustManager.class::cast).map(others -> new ConfiguredCertificate(leaf, others)).toArray(TrustManager[]::new);
    }

    private static KeyStore store(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (X509Certificate certificate : Pem.certificates(pem)) {
            store.setCertificateEntry("trusted-" + number++, certificate);
        }
        return store;
    }

    private static KeyStore store(KeyMaterial identity) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("operator", identity.key(), new char[0], identity.chain().toArray(X509Certificate[]::new));
        return store;
    }
}
