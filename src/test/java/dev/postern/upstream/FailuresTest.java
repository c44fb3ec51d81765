package dev.postern.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.exchange.Reason;
import io.netty.handler.ssl.SslClosedEngineException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class FailuresTest {

    /** Which of the two a write meets depends on how far the end of the connection has come. */
    @Test
    void aConnectionThatHasEndedIsOneWhoeverSaysSo() {
        for (Throwable ended : List.of(new HttpClosedException("closed"), new SslClosedEngineException("SSLEngine closed already"))) {
            assertTrue(Failures.isClosed(ended), ended.toString());
            assertTrue(Failures.isStaleConnection(ended), ended.toString());
            assertTrue(Failures.isReset(ended), ended.toString());
            assertEquals(Reason.UPSTREAM_BROKEN, Failures.exchanging(ended).reason());
        }
    }

    @Test
    void otherTroubleOfTlsIsNoReasonToAskAgain() {
        SSLException trouble = new SSLException("bad record MAC");
        assertFalse(Failures.isClosed(trouble));
        assertFalse(Failures.isStaleConnection(trouble));
        assertFalse(Failures.isReset(trouble));
    }

    @Test
    void aHandshakeThatEndsWithItsConnectionIsNoDistrust() {
        SSLException cut = new SSLHandshakeException("Failed to create SSL connection");
        cut.initCause(new ClosedChannelException());
        assertEquals(Reason.UPSTREAM_UNREACHABLE, Failures.connecting(cut).reason());
        SSLException reset = new SSLHandshakeException("Failed to create SSL connection");
        reset.initCause(new IOException("Connection reset by peer"));
        assertEquals(Reason.UPSTREAM_UNREACHABLE, Failures.connecting(reset).reason());
        SSLException stranger = new SSLHandshakeException("Failed to create SSL connection");
        stranger.initCause(new CertificateException("of another authority"));
        assertEquals(Reason.UPSTREAM_UNTRUSTED, Failures.connecting(stranger).reason());
        assertEquals(Reason.UPSTREAM_UNTRUSTED, Failures.connecting(new SSLHandshakeException("no protocol in common")).reason());
    }
}
