package dev.postern.identity;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The JWK Set that an OpenID provider's discovery document names (OpenID Connect Discovery 1.0 §4), asked for anew each time: addresses may change. Both
 * requests have the bounds of {@link JwksEndpoint}; connections do not outlive a fetch. Believed is only a document of the very issuer (§4.3), and keys over
 * https, or over http where the issuer itself, on loopback, is http.
 */
final class DiscoveredKeys implements KeySource {

    private final Vertx vertx;
    private final String issuer;
    private final Optional<Buffer> trust;

    DiscoveredKeys(Vertx vertx, String issuer, Optional<Buffer> trust) {
        this.vertx = vertx;
        this.issuer = issuer;
        this.trust = trust;
    }

    @Override
    public Future<Buffer> fetch() {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return get(URI.create(base + "/.well-known/openid-configuration")).compose(document -> {
            try {
                return get(keysIn(document.getBytes(), issuer)); // lint: allowed, octets of a Buffer
            } catch (IOException | RuntimeException unreadable) {
                return Future.failedFuture(new IOException("not a discovery document of this issuer"));
            }
        });
    }

    /** @throws IllegalArgumentException too, when what it names is no address */
    static URI keysIn(byte[] discovery, String issuer) throws IOException {
        Map<String, Object> document = StrictJson.object(discovery);
        if (!issuer.equals(document.get("issuer")) || !(document.get("jwks_uri") instanceof String text)) {
            throw new IOException("another issuer, or no keys");
        }
        URI keys = URI.create(text);
        boolean sound = keys.getHost() != null && keys.getRawUserInfo() == null && keys.getRawFragment() == null && ("https".equalsIgnoreCase(keys.getScheme())
                || "http".equalsIgnoreCase(keys.getScheme()) && issuer.startsWith("http:"));
        if (!sound) {
            throw new IOException("keys at no https address");
        }
        return keys;
    }

    private Future<Buffer> get(URI uri) {
        JwksEndpoint endpoint = new JwksEndpoint(vertx, uri, trust, JwksEndpoint.TIMEOUT);
        return endpoint.fetch().onComplete(done -> endpoint.close());
    }

    @Override
    public void close() {
        // Nothing stays open between fetches.
    }
}
