package dev.postern.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** An upstream's WebSocket (RFC 6455), by hand because the framework's servers have theirs switched off: shakes hands and echoes short text frames. */
final class WebSocketEcho {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private WebSocketEcho() {}

    static boolean wanted(HttpServerRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("upgrade"));
    }

    static void answer(HttpServerRequest request) {
        request.response().putHeader("connection", "upgrade").putHeader("upgrade", "websocket").putHeader("sec-websocket-accept", accept(request));
        request.toNetSocket().onSuccess(socket -> socket.handler(frame -> {
            if ((frame.getByte(0) & 0xf) == 8) {
                socket.close();
            } else {
                socket.write(text(unmasked(frame)));
            }
        }));
    }

    private static String accept(HttpServerRequest request) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((request.getHeader("sec-websocket-key") + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] unmasked(Buffer frame) {
        byte[] text = frame.getBytes(6, 6 + (frame.getByte(1) & 0x7f));
        for (int i = 0; i < text.length; i++) {
            text[i] ^= frame.getByte(2 + i % 4);
        }
        return text;
    }

    private static Buffer text(byte[] text) {
        return Buffer.buffer().appendByte((byte) 0x81).appendByte((byte) text.length).appendBytes(text);
    }
}
