package dev.postern.edge;

import dev.postern.config.IngressConfig;
import dev.postern.config.IngressConfig.TlsVersion;
import dev.postern.pki.TlsEngine;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What the ingress configuration means to Vert.x and Netty. Every bound that untrusted input can reach is set here; {@code docs/limits.md} lists them. */
final class ServerOptions {

    /** Method, blanks and version around a request target. */
    private static final int REQUEST_LINE_REST = 64;

    /** One read's worth of a body. */
    private static final int CHUNK_BYTES = 16 * 1024;

    private static final int STREAM_WINDOW_BYTES = 64 * 1024;
    private static final int CONNECTION_WINDOW_BYTES = 1024 * 1024;
    private static final int RESETS_PER_WINDOW = 200;
    private static final int RESET_WINDOW_SECONDS = 30;
    private static final int SMALL_CONTINUATIONS = 8;

    /** TLS 1.3's own, and from TLS 1.2 only forward secrecy with authenticated encryption (RFC 9325 §4.2). */
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private ServerOptions() {}

    static HttpServerOptions of(IngressConfig config, Tls tls) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.address().value().host())
                .setPort(config.address().value().port())
                .setReusePort(false)
                .setTcpNoDelay(true)
                .setTracingPolicy(TracingPolicy.IGNORE);
        secure(options, config, tls);
        bound(options, config);
        return refuse(options);
    }

    private static void secure(HttpServerOptions options, IngressConfig config, Tls tls) {
        options.setSsl(true)
                .setSni(false) // the key manager chooses; Vert.x would parse the ClientHello itself and cache contexts by what clients name
                .setSslEngineOptions(TlsEngine.here().options())
                .setKeyCertOptions(KeyCertOptions.wrap(Tickets.offering(tls.keys())))
                .setTrustOptions(TrustOptions.wrap(Tickets.withholding(tls.clients())))
                .setClientAuth(ClientAuth.REQUEST)
                .setUseAlpn(true)
                .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                .setEnabledSecureTransportProtocols(config.minimumTls() == TlsVersion.TLS_1_3 ? Set.of("TLSv1.3") : Set.of("TLSv1.3", "TLSv1.2"))
                .setSslHandshakeTimeout(config.timeouts().handshake().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        CIPHERS.forEach(options::addEnabledCipherSuite);
    }

    private static void bound(HttpServerOptions options, IngressConfig config) {
        IngressConfig.Bounds bounds = config.bounds();
        options.setMaxChunkSize(CHUNK_BYTES)
                .setHttp2ConnectionWindowSize(CONNECTION_WINDOW_BYTES)
                .setHttp2RstFloodMaxRstFramePerWindow(RESETS_PER_WINDOW)
                .setHttp2RstFloodWindowDuration(RESET_WINDOW_SECONDS)
                .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
                .setHttp2MaxSmallContinuationFrames(SMALL_CONTINUATIONS)
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(bounds.streamsPerConnection())
                        .setInitialWindowSize(STREAM_WINDOW_BYTES)
                        .setMaxHeaderListSize(2L * bounds.headerBytes())); // Netty's hard stop; hygiene answers at the bound itself
    }

    private static HttpServerOptions refuse(HttpServerOptions options) {
        return options.setHttp2ClearTextEnabled(false)
                .setUseProxyProtocol(false) // the entrance asks for it, of those who must send it
                .setCompressionSupported(false)
                .setDecompressionSupported(false)
                .setHandle100ContinueAutomatically(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
    }

    /** For the HTTP/1.1 decoder that takes the place of Vert.x' own. */
    static HttpDecoderConfig decoder(IngressConfig.Bounds bounds) {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(bounds.uriBytes() + REQUEST_LINE_REST)
                .setMaxHeaderSize(bounds.headerBytes())
                .setMaxChunkSize(CHUNK_BYTES)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true)
                .setAllowDuplicateContentLengths(false);
    }
}
