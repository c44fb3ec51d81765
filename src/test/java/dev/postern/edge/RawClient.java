package dev.postern.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Octets over TLS, HTTP/1.1 by hand: says exactly what a test wants said. */
final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 9_000;

    final SSLSocket socket;
    private final InputStream in;

    private final Socket plain;

    private RawClient(Socket plain, SSLSocket socket) throws IOException {
        this.plain = plain;
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    static RawClient open(int port, SSLContext context, String sni) {
        return over(() -> new Socket("127.0.0.1", port), context, sni);
    }

    interface Dial {
        Socket dial() throws IOException;
    }

    static RawClient over(Dial dial, SSLContext context, String sni) {
        return over(dial, context, sni, socket -> { });
    }

    static RawClient over(Dial dial, SSLContext context, String sni, java.util.function.Consumer<SSLSocket> touch) {
        try {
            Socket plain = dial.dial();
            plain.setSoTimeout(PATIENCE_MILLIS);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, sni == null ? "127.0.0.1" : sni, plain.getPort(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(sni == null ? List.of() : List.of(new SNIHostName(sni)));
            socket.setSSLParameters(parameters);
            touch.accept(socket);
            socket.startHandshake();
            return new RawClient(plain, socket);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    record Answer(int status, Map<String, List<String>> headers, String body) {

        String header(String name) {
            return String.join(", ", headers.getOrDefault(name, List.of()));
        }
    }

    RawClient send(String octets) {
        try {
            socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return this;
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    Answer ask(String octets) {
        return send(octets).answer();
    }

    /** The next answer; status 0 when the connection ends instead. */
    Answer answer() {
        try {
            String line = line();
            if (line.isEmpty()) {
                return new Answer(0, Map.of(), "");
            }
            Map<String, List<String>> headers = new LinkedHashMap<>();
            for (String field = line(); !field.isEmpty(); field = line()) {
                int colon = field.indexOf(':');
                headers.computeIfAbsent(field.substring(0, colon).toLowerCase(Locale.ROOT), name -> new java.util.ArrayList<>()).add(field.substring(colon + 1).strip());
            }
            return new Answer(Integer.parseInt(line.substring(9, 12)), headers, body(headers));
        } catch (java.net.SocketTimeoutException late) {
            throw new AssertionError("no answer and no end", late);
        } catch (IOException cut) {
            return new Answer(0, Map.of(), "");
        }
    }

    private String body(Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            return new String(in.readNBytes(Integer.parseInt(headers.get("content-length").getFirst())), StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (headers.containsKey("transfer-encoding")) {
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                all.write(in.readNBytes(size));
                line();
            }
            for (String trailer = line(); !trailer.isEmpty(); trailer = line()) {
                headers.computeIfAbsent("trailer " + trailer.substring(0, trailer.indexOf(':')).toLowerCase(Locale.ROOT), name -> new java.util.ArrayList<>())
                        .add(trailer.substring(trailer.indexOf(':') + 1).strip());
            }
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** All octets up to and with {@code mark}. */
    String drainUntil(String mark) {
        StringBuilder all = new StringBuilder();
        try {
            while (all.indexOf(mark) < 0) {
                int octet = in.read();
                if (octet < 0) {
                    break;
                }
                all.append((char) octet);
            }
        } catch (IOException cut) {
            all.append("[cut]");
        }
        return all.toString();
    }

    /** Whether the server ends the connection, in order or not, without another octet. */
    boolean ended() {
        try {
            return in.read() < 0;
        } catch (java.net.SocketTimeoutException late) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Drops the TCP connection, without a word of TLS and without waiting for a write that is stuck. */
    void hangUp() throws IOException {
        plain.close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            return;
        }
    }
}
