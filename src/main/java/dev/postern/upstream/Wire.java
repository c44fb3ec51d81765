package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.HttpVersions;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509ExtendedTrustManager;

/** Makes the HTTP clients of one generation: what is spoken on the wire, over which TLS, within which bounds. */
final class Wire {

    private final Vertx vertx;
    private final Definition definition;
    private final MeshCredentials credentials;
    private final Optional<X509ExtendedTrustManager> trust;
    private final Handler<HttpConnection> onConnect;

    Wire(Pool.Parts parts, Definition definition, Optional<X509ExtendedTrustManager> trust, Handler<HttpConnection> onConnect) {
        this.vertx = parts.vertx();
        this.credentials = parts.credentials();
        this.definition = definition;
        this.trust = trust;
        this.onConnect = onConnect;
    }

    /** Pooled connections in the configured HTTP version. */
    HttpClient shared() {
        PoolOptions pool = pool(definition.connections()).setHttp2MaxSize(Math.min(definition.connections(), Bounds.HTTP2_CONNECTIONS));
        return client(speaking(options(), definition.protocol()), pool);
    }

    /** One new connection for each request, closed after it. */
    HttpClient fresh() {
        HttpClientOptions options = definition.protocol() == HttpVersions.HTTP_2 ? speaking(options(), HttpVersions.HTTP_2)
                : speaking(options(), HttpVersions.HTTP_1_1).setKeepAlive(false);
        return client(options, pool(definition.connections()).setHttp2MaxSize(Bounds.HTTP2_CONNECTIONS));
    }

    /** Connections that leave HTTP behind: HTTP/1.1 whatever the upstream offers, apart from the pool so that open WebSockets starve no request. */
    HttpClient upgrading() {
        return client(speaking(options(), HttpVersions.HTTP_1_1), pool(Bounds.UPGRADES));
    }

    private HttpClient client(HttpClientOptions options, PoolOptions pool) {
        return vertx.httpClientBuilder().with(options).with(pool).withConnectHandler(onConnect).build();
    }

    private static PoolOptions pool(int connections) {
        return new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(Bounds.WAITING_REQUESTS);
    }

    private HttpClientOptions options() {
        int connect = Math.toIntExact(definition.timeouts().connect().toMillis());
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(connect)
                .setSslHandshakeTimeout(connect).setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAliveTimeout((int) Bounds.KEEP_ALIVE.toSeconds())
                .setHttp2KeepAliveTimeout((int) Bounds.KEEP_ALIVE.toSeconds())
                .setMaxInitialLineLength(Bounds.STATUS_LINE_BYTES)
                .setMaxHeaderSize(Bounds.RESPONSE_HEAD_BYTES)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MultiplexingLimit(Bounds.HTTP2_STREAMS)
                .setHttp2ConnectionWindowSize(Bounds.HTTP2_CONNECTION_WINDOW_BYTES)
                .setInitialSettings(new Http2Settings()
                        .setPushEnabled(false)
                        .setInitialWindowSize(Bounds.HTTP2_STREAM_WINDOW_BYTES)
                        .setMaxHeaderListSize(Bounds.RESPONSE_HEAD_BYTES))
                .setTcpNoDelay(true)
                .setTracingPolicy(TracingPolicy.IGNORE);
        return definition.usesTls() ? withTls(options) : options;
    }

    /** The name in the certificate is not looked at: what is verified is the SPIFFE id, by the trust manager. */
    private HttpClientOptions withTls(HttpClientOptions options) {
        credentials.identity().ifPresent(identity -> options.setKeyCertOptions(KeyCertOptions.wrap(identity)));
        return options.setSsl(true)
                .setVerifyHost(false)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
                .setTrustOptions(TrustOptions.wrap(trust.orElseThrow()));
    }

    private HttpClientOptions speaking(HttpClientOptions options, HttpVersions versions) {
        boolean tls = definition.usesTls();
        return switch (versions) {
            case HTTP_1_1 -> options.setProtocolVersion(HttpVersion.HTTP_1_1).setUseAlpn(tls).setAlpnVersions(List.of(HttpVersion.HTTP_1_1));
            case HTTP_2 -> options.setProtocolVersion(HttpVersion.HTTP_2).setUseAlpn(tls).setAlpnVersions(List.of(HttpVersion.HTTP_2));
            case AUTO -> tls
                    ? options.setProtocolVersion(HttpVersion.HTTP_2).setUseAlpn(true).setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                    : options.setProtocolVersion(HttpVersion.HTTP_1_1);
        };
    }
}
