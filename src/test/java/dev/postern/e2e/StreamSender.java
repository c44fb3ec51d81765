package dev.postern.e2e;

import dev.postern.e2e.OddStreams.Field;
import dev.postern.e2e.OddStreams.Row;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Sends one request over HTTP/2 as it stands in a table, with nothing checked or mended (RFC 9113 §4.1, RFC 7541 §6.2.2), and waits until the gateway has done with it. */
final class StreamSender {

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int GOAWAY = 7;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    private StreamSender() {}

    static void send(SSLContext context, int port, Row row) throws IOException {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port)) {
            socket.setSoTimeout(15_000);
            socket.setTcpNoDelay(true); // the end of a handshake would wait 40 ms for an acknowledgement
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);
            socket.getOutputStream().write(octets(row));
            await(new DataInputStream(socket.getInputStream()));
        }
    }

    private static void await(DataInputStream in) throws IOException {
        while (true) {
            int first = in.read();
            if (first < 0) {
                return;
            }
            int length = first << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            in.readNBytes(length);
            boolean ended = stream == 1 && (type == RST_STREAM || (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0);
            if (ended || type == GOAWAY) {
                return;
            }
        }
    }

    private static byte[] octets(Row row) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        frame(out, 4, 0, 0, new byte[0]);
        boolean bare = row.data().isEmpty() && row.trailers().isEmpty();
        frame(out, HEADERS, END_HEADERS | (bare ? END_STREAM : 0), 1, block(row.fields()));
        for (int i = 0; i < row.data().size(); i++) {
            boolean last = i == row.data().size() - 1 && row.trailers().isEmpty();
            frame(out, DATA, last ? END_STREAM : 0, 1, row.data().get(i).getBytes(StandardCharsets.ISO_8859_1));
        }
        if (!row.trailers().isEmpty()) {
            frame(out, HEADERS, END_HEADERS | END_STREAM, 1, block(row.trailers()));
        }
        return out.toByteArray();
    }

    private static void frame(ByteArrayOutputStream out, int type, int flags, int stream, byte[] payload) {
        out.writeBytes(new byte[] {(byte) (payload.length >> 16), (byte) (payload.length >> 8), (byte) payload.length, (byte) type, (byte) flags, 0, 0, 0, (byte) stream});
        out.writeBytes(payload);
    }

    private static byte[] block(List<Field> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Field field : fields) {
            out.write(0); // literal, not indexed, new name
            text(out, field.name());
            text(out, field.value());
        }
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        int rest = text.length();
        if (rest < 127) {
            out.write(rest);
        } else {
            out.write(127);
            for (rest -= 127; rest >= 128; rest >>= 7) {
                out.write(rest & 127 | 128);
            }
            out.write(rest);
        }
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
