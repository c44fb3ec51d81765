package dev.postern.upstream;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.function.BooleanSupplier;

/**
 * Whether the end of a body was the upstream's word. A body that only the end of its connection ends (RFC 9112 §6.3, case 8) looks the same when an attacker cuts the
 * connection, unless TLS was closed in order (RFC 8446 §6.1, close_notify): without that it counts as cut.
 */
final class CleanEnd implements BooleanSupplier {

    private final HttpClientResponse response;
    private final boolean endsWithConnection;

    CleanEnd(HttpClientResponse response, ResponseHead head) {
        this.response = response;
        this.endsWithConnection = response.version() != HttpVersion.HTTP_2 && head.length().isEmpty() && !response.headers().contains("transfer-encoding");
    }

    @Override
    public boolean getAsBoolean() {
        if (!endsWithConnection || !response.request().connection().isSsl()) {
            return true;
        }
        Channel channel = ((ConnectionBase) response.request().connection()).channel();
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        return tls != null && tls.sslCloseFuture().isSuccess();
    }
}
