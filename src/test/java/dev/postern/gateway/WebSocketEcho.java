package dev.postern.gateway;

import dev.postern.websocket.CloseReason;
import dev.postern.websocket.FrameReader;
import dev.postern.websocket.FrameWriter;
import dev.postern.websocket.Kind;
import dev.postern.websocket.Limits;
import dev.postern.websocket.MessageHandler;
import dev.postern.websocket.Part;
import dev.postern.websocket.ProtocolException;
import dev.postern.websocket.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** An upstream's WebSocket (RFC 6455), by hand because the framework's servers have theirs switched off: shakes hands, echoes messages, and reads no more than it can write. */
final class WebSocketEcho implements MessageHandler {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final NetSocket socket;
    private final List<String> heard;
    private final FrameReader reader = new FrameReader(Role.CLIENT, new Limits(16 << 20, Limits.Beyond.REFUSE), this);
    private final FrameWriter writer = new FrameWriter(Role.SERVER, () -> 0);

    private WebSocketEcho(NetSocket socket, List<String> heard) {
        this.socket = socket;
        this.heard = heard;
        socket.handler(this::read);
    }

    static boolean wanted(HttpServerRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("upgrade"));
    }

    /** @param heard gets every message, and the code of a close frame */
    static void answer(HttpServerRequest request, List<String> heard) {
        request.response().putHeader("connection", "upgrade").putHeader("upgrade", "websocket").putHeader("sec-websocket-accept", accept(request));
        request.toNetSocket().onSuccess(socket -> new WebSocketEcho(socket, heard));
    }

    private static String accept(HttpServerRequest request) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((request.getHeader("sec-websocket-key") + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void read(Buffer piece) {
        byte[] octets = piece.getBytes();
        try {
            for (int at = 0; at < octets.length; ) {
                at = reader.read(octets, at);
            }
        } catch (ProtocolException broken) {
            heard.add(broken.getMessage());
            socket.close();
        }
        if (socket.writeQueueFull()) {
            socket.pause();
            socket.drainHandler(drained -> socket.resume());
        }
    }

    private void write(byte[] frame) {
        socket.write(Buffer.buffer(frame));
    }

    @Override
    public void message(Kind kind, byte[] payload) {
        heard.add(new String(payload, StandardCharsets.UTF_8));
        write(writer.message(kind, payload));
    }

    @Override
    public void passing(Kind kind, byte[] piece, Part part) {
        throw new IllegalStateException("everything is held");
    }

    @Override
    public void ping(byte[] payload) {
        write(writer.pong(payload));
    }

    @Override
    public void pong(byte[] payload) {
        heard.add("pong");
    }

    @Override
    public void close(CloseReason reason) {
        heard.add("close " + reason.code().orElse(0));
        write(writer.close(reason));
        socket.close();
    }
}
