package dev.postern.upstream;

import dev.postern.exchange.FieldText;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** Both halves of the opening handshake of a WebSocket, judged before anything switches (RFC 6455 §4). */
final class WebSocketHandshake {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    private static final String EXTENSIONS = "sec-websocket-extensions";

    private final String key;
    private final Extensions extensions;

    /** Which extensions both sides may agree on: with one, frames do not mean what RFC 6455 says they do. */
    enum Extensions { ANY, NONE }

    private WebSocketHandshake(String key, Extensions extensions) {
        this.key = key;
        this.extensions = extensions;
    }

    /** @throws RefusedException when the client's half is not as it must be (RFC 6455 §4.2.1) */
    static WebSocketHandshake of(ForwardRequest request, Extensions extensions) {
        Headers headers = request.facts().headers();
        boolean plain = request.facts().method().equals("GET") && request.facts().protocol() == Protocol.HTTP_1_1
                && request.body() instanceof RequestBody.None;
        List<String> keys = headers.all("sec-websocket-key");
        boolean asked = headers.all("upgrade").stream().anyMatch("websocket"::equalsIgnoreCase) && headers.all("upgrade").size() == 1
                && headers.all("sec-websocket-version").equals(List.of("13")) && keys.size() == 1 && isKey(keys.getFirst());
        if (!plain || !asked) {
            throw new RefusedException(Reason.REQUEST_UPGRADE_REFUSED, "not an opening handshake of a WebSocket");
        }
        return new WebSocketHandshake(keys.getFirst(), extensions);
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** The request's headers with what asks the upstream to switch. */
    MultiMap offer(MultiMap headers) {
        if (extensions == Extensions.NONE) {
            List.copyOf(headers.names()).stream().filter(name -> FieldText.folded(name).equals(EXTENSIONS)).forEach(headers::remove); // in every spelling
        }
        return headers.set(HttpHeaders.CONNECTION, "Upgrade").set(HttpHeaders.UPGRADE, "websocket");
    }

    /**
     * The headers for the client's 101.
     *
     * @throws RefusedException when the upstream's half does not prove that it understood (RFC 6455 §4.1)
     */
    MultiMap accepted(MultiMap answer, MultiMap cleaned) {
        boolean switched = answer.getAll("upgrade").size() == 1 && "websocket".equalsIgnoreCase(answer.get("upgrade"))
                && answer.contains("connection", "upgrade", true)
                && answer.getAll("sec-websocket-accept").equals(List.of(accept()));
        if (!switched) {
            throw new RefusedException(Reason.UPSTREAM_BROKEN, "the upstream switched protocols without a valid WebSocket handshake");
        }
        if (extensions == Extensions.NONE && answer.contains(EXTENSIONS)) {
            throw new RefusedException(Reason.UPSTREAM_BROKEN, "the upstream switched to an extension that nobody offered");
        }
        cleaned.remove(HttpHeaders.CONTENT_LENGTH);
        return cleaned.set(HttpHeaders.CONNECTION, "Upgrade").set(HttpHeaders.UPGRADE, "websocket");
    }

    private String accept() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
