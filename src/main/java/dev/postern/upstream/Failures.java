package dev.postern.upstream;

import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslClosedEngineException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Names what went wrong on the way to an upstream. An unknown failure is the upstream's: the request is refused either way. */
final class Failures {

    /** HTTP/2 REFUSED_STREAM (RFC 9113 §8.7): the upstream has not looked at the request. */
    private static final long REFUSED_STREAM = 0x7;

    private Failures() {
    }

    /** While no octet of the request had been sent. */
    static Denial connecting(Throwable failure) {
        return switch (unwrapped(failure)) {
            case RefusedException refused -> refused.denial();
            case ConnectionPoolTooBusyException busy -> Denial.of(Reason.UPSTREAM_BUSY, "too many requests wait for a connection to the upstream");
            case Throwable other when isDistrust(other) -> Denial.of(Reason.UPSTREAM_UNTRUSTED, "the upstream was not trusted: " + innermost(other));
            case SSLException tls when isAlertOfPeer(tls) -> rejected(tls);
            case SSLException tls when isCut(tls) -> Denial.of(Reason.UPSTREAM_UNREACHABLE, "the upstream closed the connection during the TLS handshake");
            case SSLException tls -> Denial.of(Reason.UPSTREAM_UNTRUSTED, "the TLS handshake with the upstream failed: " + text(tls));
            case TimeoutException late -> Denial.of(Reason.UPSTREAM_UNREACHABLE, "no connection to the upstream within the connect timeout");
            default -> Denial.of(Reason.UPSTREAM_UNREACHABLE, "no connection to the upstream: " + text(failure));
        };
    }

    /** After the request had begun to be sent. */
    static Denial exchanging(Throwable failure) {
        return switch (unwrapped(failure)) {
            case RefusedException refused -> refused.denial();
            case Throwable other when isDistrust(other) -> Denial.of(Reason.UPSTREAM_UNTRUSTED, "the upstream was not trusted: " + innermost(other));
            case SSLException tls when isAlertOfPeer(tls) -> rejected(tls);
            case TimeoutException late -> Denial.of(Reason.UPSTREAM_TIMEOUT, "the upstream took too long");
            case Throwable other when isEnded(other) -> Denial.of(Reason.UPSTREAM_BROKEN, "the upstream closed the connection");
            case StreamResetException reset -> Denial.of(Reason.UPSTREAM_BROKEN, "the upstream reset the stream with code " + reset.getCode());
            default -> Denial.of(Reason.UPSTREAM_BROKEN, "the upstream's answer failed: " + text(failure));
        };
    }

    /** Whether a connection had not come about, or become free, in time. */
    static boolean isLate(Throwable failure) {
        return unwrapped(failure) instanceof TimeoutException;
    }

    /** Whether a connection was closed, as opposed to not having come about. */
    static boolean isClosed(Throwable failure) {
        return isEnded(unwrapped(failure));
    }

    /** Written to a connection that is closed: said by the connection, or by its TLS, whichever is asked first. */
    private static boolean isEnded(Throwable failure) {
        return failure instanceof HttpClosedException || failure instanceof SslClosedEngineException;
    }

    /** Whether the upstream may have closed an idle connection just as we wrote to it (RFC 9112 §9.3.1), or said that it did not look at the request. */
    static boolean isStaleConnection(Throwable failure) {
        return switch (unwrapped(failure)) {
            case Throwable ended when isEnded(ended) -> true;
            case StreamResetException reset -> reset.getCode() == REFUSED_STREAM;
            case SSLException tls -> false;
            case IOException broken -> true;
            default -> false;
        };
    }

    /** Whether the connection or the stream ended before an answer: not whether what was sent could not be understood, nor whether the peer was a stranger. */
    static boolean isReset(Throwable failure) {
        return switch (unwrapped(failure)) {
            case Throwable ended when isEnded(ended) -> true;
            case StreamResetException reset -> true;
            case SSLException tls -> false;
            case IOException broken -> true;
            default -> false;
        };
    }

    /** What Netty's decoders found in the octets they were given. */
    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof DecoderException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** With TLS 1.3 the peer judges our certificate after the handshake is over for us: its verdict is an alert in place of an answer. */
    private static Denial rejected(SSLException tls) {
        return Denial.of(Reason.UPSTREAM_UNREACHABLE, "the upstream did not accept the gateway's TLS: " + text(tls));
    }

    /** In the words of the JDK, or of BoringSSL ({@code TLSV1_ALERT_…}, {@code SSLV3_ALERT_…}). */
    private static boolean isAlertOfPeer(SSLException tls) {
        String said = String.valueOf(tls.getMessage());
        return said.contains("Received fatal alert") || said.contains("_ALERT_");
    }

    /** A handshake that ended with its connection says nothing of who was at the other end: a server that is killed does that. */
    private static boolean isCut(SSLException tls) {
        for (Throwable at = tls; at != null; at = at.getCause() == at ? null : at.getCause()) {
            if (at instanceof SslClosedEngineException || at instanceof IOException && !(at instanceof SSLException)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDistrust(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause() == at ? null : at.getCause()) {
            if (at instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    private static String innermost(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null && at.getCause() != at) {
            at = at.getCause();
        }
        return text(at);
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
