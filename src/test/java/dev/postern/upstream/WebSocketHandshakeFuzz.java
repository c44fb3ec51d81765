package dev.postern.upstream;

import dev.postern.exchange.RefusedException;
import dev.postern.fuzz.Text;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;

/** Both halves of a handshake, header lines divided by an empty line: switched only when the upstream proves that it read the client's key. */
public final class WebSocketHandshakeFuzz {

    private WebSocketHandshakeFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String[] halves = Text.latin(data).split("\n\n", 2);
        MultiMap asked = headers(halves[0]);
        WebSocketHandshake handshake;
        try {
            handshake = WebSocketHandshake.of(Lab.request(Lab.facts("GET", asked), "/", new RequestBody.None(), Promise.<Void>promise().future()), WebSocketHandshake.Extensions.NONE);
        } catch (RefusedException refused) {
            return;
        }
        Text.same(1, asked.getAll("sec-websocket-key").size(), "keys");
        if (halves.length == 2) {
            MultiMap answer = headers(halves[1]);
            try {
                MultiMap switched = handshake.accepted(answer, MultiMap.caseInsensitiveMultiMap());
                Text.same(0, answer.getAll("sec-websocket-extensions").size(), "extensions");
                Text.same("websocket", switched.get("upgrade"), "upgrade");
                Text.same(28, answer.get("sec-websocket-accept").length(), "accept");
            } catch (RefusedException refused) {
                return;
            }
        }
    }

    private static MultiMap headers(String lines) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (String line : lines.split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return headers;
    }
}
