package dev.postern.edge;

import dev.postern.exchange.Headers;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.RequestFacts;
import java.util.List;
import java.util.Locale;

/** Whether a request asks to switch protocols. WebSocket (RFC 6455 §4.1) is the only one known; every other {@code Upgrade}, {@code h2c} first of all, is not seen. */
public final class Upgrade {

    private Upgrade() {}

    public static boolean requested(RequestFacts facts) {
        Headers headers = facts.headers();
        List<String> asked = headers.all("upgrade");
        return facts.protocol() == Protocol.HTTP_1_1
                && facts.method().equals("GET")
                && asked.size() == 1 && asked.getFirst().equalsIgnoreCase("websocket")
                && headers.all("connection").stream().anyMatch(Upgrade::listsUpgrade)
                && headers.all("sec-websocket-version").equals(List.of("13"))
                && headers.all("sec-websocket-key").size() == 1
                && !headers.has("content-length") && !headers.has("transfer-encoding");
    }

    private static boolean listsUpgrade(String connection) {
        for (String option : connection.toLowerCase(Locale.ROOT).split(",")) {
            if (option.strip().equals("upgrade")) {
                return true;
            }
        }
        return false;
    }
}
