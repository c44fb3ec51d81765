package dev.postern.soak;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.List;
import java.util.Map;

/** The clients of the driver: both versions of HTTP, with the certificate of an enrolled device and without. */
final class Clients {

    /** Less than the gateway's idle timeout, so that no request meets a connection that is being closed. */
    private static final int KEEP_SECONDS = 20;
    private static final int CONNECTIONS = 64;

    final WebSocketClient sockets;
    private final Map<HttpVersion, List<HttpClient>> clients;
    private final Vertx vertx;
    private final Stage stage;

    Clients(Vertx vertx, Stage stage) {
        this.vertx = vertx;
        this.stage = stage;
        this.clients = Map.of(HttpVersion.HTTP_1_1, clients(HttpVersion.HTTP_1_1), HttpVersion.HTTP_2, clients(HttpVersion.HTTP_2));
        this.sockets = vertx.createWebSocketClient(new WebSocketClientOptions().setSsl(true).setMaxConnections(CONNECTIONS).setMaxMessageSize(1 << 20)
                .setDefaultHost("localhost").setDefaultPort(stage.port()).setTrustOptions(trust()));
    }

    /** Every fourth number comes from an enrolled device. */
    HttpClient of(HttpVersion version, int number) {
        return clients.get(version).get(number % 4 == 0 ? 1 : 0);
    }

    /** Of both versions in turn. */
    HttpClient either(int number) {
        return of(number % 2 == 0 ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_2, number / 2);
    }

    private List<HttpClient> clients(HttpVersion version) {
        HttpClientOptions laptop = options(version).setKeyCertOptions(new PemKeyCertOptions().setCertPath(stage.certificates.file("laptop.pem"))
                .setKeyPath(stage.certificates.file("laptop-key.pem")));
        return List.of(client(options(version)), client(laptop));
    }

    private HttpClient client(HttpClientOptions options) {
        return vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS).setHttp2MaxSize(4));
    }

    private HttpClientOptions options(HttpVersion version) {
        return new HttpClientOptions().setSsl(true).setProtocolVersion(version).setUseAlpn(version == HttpVersion.HTTP_2)
                .setDefaultHost("localhost").setDefaultPort(stage.port()).setTrustOptions(trust()).setKeepAliveTimeout(KEEP_SECONDS).setHttp2KeepAliveTimeout(KEEP_SECONDS)
                .setHttp2MultiplexingLimit(64);
    }

    private PemTrustOptions trust() {
        return new PemTrustOptions().addCertPath(stage.certificates.file("ingress-ca.pem"));
    }
}
