package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.HttpVersions;
import dev.postern.pki.TlsEngine;
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

    /** Told of each new connection. */
    interface OnConnect {
        void connected(Line line, HttpConnection connection);
    }

    private final Vertx vertx;
    private final Definition definition;
    private final MeshCredentials credentials;
    private final Optional<X509ExtendedTrustManager> trust;

    Wire(Pool.Parts parts, Definition definition, Optional<X509ExtendedTrustManager> trust) {
        this.vertx = parts.vertx();
        this.credentials = parts.credentials();
        this.definition = definition;
        this.trust = trust;
    }

    HttpClient client(Line line, OnConnect told) {
        HttpClientOptions options = switch (line) {
            case SHARED, CHECK -> speaking(options(), definition.protocol());
            // HTTP/1.1: one new connection for each request, closed after it
            case FRESH -> definition.protocol() == HttpVersions.HTTP_2 ? speaking(options(), HttpVersions.HTTP_2)
                    : speaking(options(), HttpVersions.HTTP_1_1).setKeepAlive(false);
            // HTTP/1.1 whatever the upstream offers
            case UPGRADE -> speaking(options(), HttpVersions.HTTP_1_1);
        };
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(most(line, HttpVersion.HTTP_1_1)).setHttp2MaxSize(most(line, HttpVersion.HTTP_2))
                .setMaxWaitQueueSize(line == Line.CHECK ? Bounds.CHECKS : definition.resilience().circuit().pending());
        return vertx.httpClientBuilder().with(options).with(pool).withConnectHandler(connection -> told.connected(line, connection)).build();
    }

    /** Connections to one endpoint. Those that leave HTTP behind and those of health checks are apart from the pool: neither starves the other, and a full pool makes nobody look ill. */
    int most(Line line, HttpVersion version) {
        return switch (line) {
            case SHARED, FRESH -> version == HttpVersion.HTTP_2 ? Math.min(definition.connections(), Bounds.HTTP2_CONNECTIONS) : definition.connections();
            case UPGRADE -> Bounds.UPGRADES;
            case CHECK -> Bounds.CHECKS;
        };
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
                .setSendBufferSize(Bounds.SEND_BUFFER_BYTES)
                .setTcpNoDelay(true)
                .setTracingPolicy(TracingPolicy.IGNORE);
        return definition.usesTls() ? withTls(options) : options;
    }

    /** The name in the certificate is not looked at: what is verified is the SPIFFE id, by the trust manager. */
    private HttpClientOptions withTls(HttpClientOptions options) {
        credentials.identity().ifPresent(identity -> options.setKeyCertOptions(KeyCertOptions.wrap(identity)));
        return options.setSsl(true)
                .setSslEngineOptions(TlsEngine.here().options())
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
