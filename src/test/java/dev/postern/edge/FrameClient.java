package dev.postern.edge;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import javax.net.ssl.SSLParameters;

/** HTTP/2 by hand, frame by frame (RFC 9113 §4.1): says what no library would say, and keeps what it is told. */
final class FrameClient implements AutoCloseable {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    static final int ACK = 1;

    /** A frame that came; of GOAWAY and RST_STREAM the last four octets are the code. */
    record Frame(int type, int flags, int stream, byte[] payload) {

        int code() {
            return ByteBuffer.wrap(payload).getInt(payload.length < 8 ? 0 : 4);
        }
    }

    private final RawClient tls;
    private final List<Frame> told = new ArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Whether the client takes in what it is told. */
    enum Reading { EVERYTHING, NOTHING }

    private FrameClient(RawClient tls) {
        this.tls = tls;
    }

    static FrameClient open(EdgeLab lab, Reading reading, byte[] settings) {
        RawClient tls = RawClient.over(() -> new java.net.Socket("127.0.0.1", lab.port()), EdgeLab.context(Optional.empty()), "app.test", socket -> {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);
        });
        FrameClient client = new FrameClient(tls);
        client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII), frame(SETTINGS, 0, 0, settings));
        if (reading == Reading.EVERYTHING) {
            Thread.ofVirtual().start(client::read);
        }
        return client;
    }

    static FrameClient open(EdgeLab lab) {
        return open(lab, Reading.EVERYTHING, new byte[0]);
    }

    private void read() {
        try {
            DataInputStream in = new DataInputStream(tls.socket.getInputStream());
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                Frame frame = new Frame(in.readUnsignedByte(), in.readUnsignedByte(), in.readInt(), in.readNBytes(length));
                synchronized (told) {
                    told.add(frame);
                }
            }
        } catch (IOException over) {
            ended.complete(null);
        }
    }

    List<Frame> told(int type) {
        synchronized (told) {
            return told.stream().filter(frame -> frame.type() == type).toList();
        }
    }

    static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length).put((byte) (payload.length >> 16)).put((byte) (payload.length >> 8)).put((byte) payload.length)
                .put((byte) type).put((byte) flags).putInt(stream).put(payload).array();
    }

    static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    /** One setting. */
    static byte[] setting(int id, int value) {
        return ByteBuffer.allocate(6).putShort((short) id).putInt(value).array();
    }

    static byte[] request(int stream, int flags, String path) {
        return frame(HEADERS, END_HEADERS | flags, stream, block(path, (flags & END_STREAM) == 0 ? "POST" : "GET"));
    }

    static byte[] block(String path, String method) {
        return join(literal(":method", method), literal(":scheme", "https"), literal(":authority", "app.test"), literal(":path", path));
    }

    /** RFC 7541 §6.2.2: a literal that is not indexed. */
    static byte[] literal(String name, String value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        text(out, name);
        text(out, value);
        return out.toByteArray();
    }

    /** RFC 7541 §5.1 for lengths past 126. */
    static void text(ByteArrayOutputStream out, String text) {
        int rest = text.length();
        out.write(Math.min(rest, 127));
        if (rest >= 127) {
            for (rest -= 127; rest >= 128; rest /= 128) {
                out.write(rest % 128 + 128);
            }
            out.write(rest);
        }
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    FrameClient send(byte[]... parts) {
        try {
            tls.socket.getOutputStream().write(join(parts));
            tls.socket.getOutputStream().flush();
            return this;
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /** Sends what {@code nth} says, a hundred at once, until the connection is closed; how many were sent, {@code most} when it never is. */
    int flood(int most, IntFunction<byte[]> nth) {
        for (int sent = 0; sent < most; sent += 100) {
            ByteArrayOutputStream batch = new ByteArrayOutputStream();
            for (int i = 0; i < 100; i++) {
                batch.writeBytes(nth.apply(sent + i));
            }
            try {
                tls.socket.getOutputStream().write(batch.toByteArray());
                tls.socket.getOutputStream().flush();
            } catch (IOException closed) {
                return sent;
            }
        }
        return most;
    }

    boolean endsWithin(int seconds) {
        try {
            ended.get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException open) {
            return false;
        } catch (InterruptedException | java.util.concurrent.ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean isOver() {
        return ended.isDone();
    }

    @Override
    public void close() {
        try {
            tls.hangUp();
        } catch (IOException gone) {
            return;
        }
    }
}
