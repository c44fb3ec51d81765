package dev.postern.audit;

import dev.postern.collector.ClientContext;
import dev.postern.config.ClientTls;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A receiver of syslog over TLS that reads frames as RFC 5425 §4.3 has them, or behaves badly in one way. */
final class SyslogServer implements AutoCloseable {

    enum Manner { READS, NEVER_READS, CUTS_AFTER_THREE }

    final List<String> messages = new CopyOnWriteArrayList<>();
    final List<String> faults = new CopyOnWriteArrayList<>();
    final List<SSLSocket> open = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    volatile Manner manner = Manner.READS;
    private final SSLServerSocket listener;

    /** @param tls certificate, key and, when clients must show a certificate, whose */
    SyslogServer(ClientTls tls, int port) throws IOException {
        listener = (SSLServerSocket) ClientContext.of(tls).getServerSocketFactory().createServerSocket(port, 50, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(tls.trust().isPresent());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                SSLSocket socket = (SSLSocket) listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(SSLSocket socket) {
        try {
            socket.startHandshake();
            connections.incrementAndGet();
            if (manner == Manner.NEVER_READS) {
                return;
            }
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int count = 0; frame(in); count++) {
                if (manner == Manner.CUTS_AFTER_THREE && count == 2) {
                    socket.setSoLinger(true, 0);
                    break;
                }
            }
            socket.close();
        } catch (IOException | RuntimeException failed) {
            faults.add(failed.toString());
        }
    }

    /** MSG-LEN is digits without leading zero, then a space, then as many octets. */
    private boolean frame(InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return false;
        }
        StringBuilder length = new StringBuilder();
        for (int c = first; c != ' '; c = in.read()) {
            if (c < '0' || c > '9' || length.length() > 8 || length.isEmpty() && c == '0') {
                throw new IllegalStateException("no frame begins with " + c);
            }
            length.append((char) c);
        }
        byte[] message = in.readNBytes(Integer.parseInt(length.toString()));
        messages.add(new String(message, StandardCharsets.ISO_8859_1));
        return true;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (SSLSocket socket : open) {
            Thread.ofVirtual().start(() -> {
                try {
                    socket.close();
                } catch (IOException gone) {
                    // That is what was wanted.
                }
            });
        }
    }
}
