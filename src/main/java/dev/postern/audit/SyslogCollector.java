package dev.postern.audit;

import dev.postern.collector.ClientContext;
import dev.postern.config.AuditConfig.SyslogConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Lines over syslog on TLS (RFC 5425), which knows no acknowledgement: what has been written to a connection may still be in a buffer here, on the way, or there, when the
 * connection breaks. So a connection is closed in good order every {@link #SETTLE_AFTER}, or {@link #SETTLE_BYTES}, while something is unsettled: the receiver, who reads in
 * order, ends its side when it has read our close_notify, and with it everything before. Until then all of it is sent again on a new connection.
 *
 * <p>What this cannot tell: what a receiver does with a message it has read.
 */
final class SyslogCollector implements Collector {

    static final Duration SETTLE_AFTER = Duration.ofSeconds(5);
    static final int SETTLE_BYTES = 8 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final Duration WRITE = Duration.ofSeconds(15);
    private static final Duration LAST_WORD = Duration.ofSeconds(5);
    /** A connection that broke before our last write has said so by then. */
    private static final Duration STILL_OPEN = Duration.ofMillis(100);

    private final SyslogConfig config;
    private final SyslogFrame frame;
    private final Duration settleAfter;
    private Optional<Connection> connection = Optional.empty();
    private long sent;
    private long taken;
    private long unsettledBytes;
    private long unsettledSince;

    /** The plain socket is closed to end a write that is stuck: closing the TLS one would wait for that write. */
    private record Connection(Socket plain, SSLSocket tls) {}

    SyslogCollector(SyslogConfig config, SyslogFrame frame, Duration settleAfter) {
        this.config = config;
        this.frame = frame;
        this.settleAfter = settleAfter;
    }

    @Override
    public void send(List<Line> lines) throws IOException {
        Connection open = connected();
        ByteArrayOutputStream frames = new ByteArrayOutputStream(65_536);
        lines.forEach(line -> frame.append(line, frames));
        if (sent == taken) {
            unsettledSince = System.nanoTime();
        }
        Deadline.within(WRITE, open.plain(), () -> {
            open.tls().getOutputStream().write(frames.toByteArray());
            open.tls().getOutputStream().flush();
        });
        sent = lines.getLast().link().seq();
        unsettledBytes += frames.size();
        if (isDue()) {
            conclude();
        }
    }

    private boolean isDue() {
        return unsettledBytes >= SETTLE_BYTES || System.nanoTime() - unsettledSince >= settleAfter.toNanos();
    }

    private Connection connected() throws IOException {
        if (connection.isEmpty()) {
            connection = Optional.of(connect());
            unsettledBytes = 0;
        }
        return connection.get();
    }

    private Connection connect() throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(config.address().host(), config.address().port()), (int) CONNECT.toMillis());
            plain.setTcpNoDelay(true);
            plain.setKeepAlive(true);
            SSLSocket tls = (SSLSocket) ClientContext.of(config.tls()).getSocketFactory().createSocket(plain, config.address().host(), config.address().port(), true);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the certificate is for the host (RFC 5425 §5.1, RFC 9525)
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            tls.setSSLParameters(parameters);
            Deadline.within(HANDSHAKE, plain, tls::startHandshake);
            return new Connection(plain, tls);
        } catch (IOException | RuntimeException failed) {
            plain.close();
            throw failed instanceof IOException known ? known : new IOException(failed);
        }
    }

    @Override
    public void settle(Ask ask) throws IOException {
        if (sent > taken && connection.isPresent() && (ask == Ask.NOW || isDue())) {
            conclude();
        } else if (connection.isPresent()) {
            watch(connection.get());
        }
    }

    /** Nothing is expected from a receiver; what comes is its end. */
    private static void watch(Connection open) throws IOException {
        open.tls().setSoTimeout((int) STILL_OPEN.toMillis());
        try {
            if (open.tls().getInputStream().read() < 0) {
                throw new IOException("the collector has closed the connection");
            }
        } catch (SocketTimeoutException silent) {
            // As it should be.
        }
    }

    private void conclude() throws IOException {
        Connection open = connection.orElseThrow();
        watch(open);
        Deadline.within(LAST_WORD, open.plain(), () -> {
            open.tls().shutdownOutput();
            open.tls().setSoTimeout((int) LAST_WORD.toMillis());
            while (open.tls().getInputStream().read() >= 0) {
                // What a receiver says is of no interest, only that it ends.
            }
        });
        taken = sent;
        unsettledBytes = 0;
        reset();
    }

    @Override
    public long taken() {
        return taken;
    }

    @Override
    public boolean refusesContent() {
        return false;
    }

    @Override
    public void reset() {
        connection.ifPresent(open -> {
            try {
                open.plain().close();
            } catch (IOException _) {
                // It is of no use any more.
            }
        });
        connection = Optional.empty();
        sent = taken;
    }
}
