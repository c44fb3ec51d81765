package dev.postern.upstream;

import dev.postern.exchange.FieldText;
import dev.postern.exchange.RefusedException;
import dev.postern.fuzz.Text;
import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.Set;

/** Header lines of an upstream, {@code name: value}, as head and as trailers: what passes to the client ends no line, is about no connection, speaks in no name of ours and sets no cookie of ours. */
public final class ResponseHeadFuzz {

    private static final Set<String> CONNECTION = Set.of("connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "proxy-connection", "alt-svc");
    private static final Set<String> NOT_AT_THE_END = Set.of("content-length", "content-type", "set-cookie", "location", "host", "authorization", "cache-control");

    private ResponseHeadFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        MultiMap received = new io.vertx.core.http.impl.headers.HeadersAdaptor(loose());
        for (String line : Text.latin(data).split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                received.add(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        try {
            MultiMap head = ResponseHead.switching(received, name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("__host-postern"));
            head.forEach((name, value) -> passes(received, name, value));
        } catch (RefusedException refused) {
            Text.holds(refused.denial().detail().chars().allMatch(c -> c >= 0x20 && c < 0x7f), "quotes the upstream");
        }
        MultiMap trailers = ResponseHead.trailers(received);
        trailers.forEach((name, value) -> {
            passes(received, name, value);
            Text.holds(!NOT_AT_THE_END.contains(name.toLowerCase(java.util.Locale.ROOT)), "a trailer " + name);
        });
    }

    private static void passes(MultiMap received, String name, String value) {
        String low = name.toLowerCase(java.util.Locale.ROOT);
        Text.holds(received.getAll(name).contains(value), "nobody said " + name + ": " + value);
        Text.holds(FieldText.isToken(name) && value.chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0), "would end the line: " + name);
        Text.holds(!CONNECTION.contains(low) && !FieldText.folded(name).startsWith("x-postern-"), "passes: " + name);
        received.getAll("connection").forEach(line -> Text.holds(Arrays.stream(line.toLowerCase(java.util.Locale.ROOT).split(",")).map(String::strip).noneMatch(low::equals), "listed in connection: " + name));
        if (low.equals("set-cookie")) {
            Text.holds(!value.strip().toLowerCase(java.util.Locale.ROOT).startsWith("__host-postern"), "our cookie: " + value);
        }
    }

    @SuppressWarnings("deprecation") // the factory that replaces it validates
    private static io.netty.handler.codec.http.HttpHeaders loose() {
        return new io.netty.handler.codec.http.DefaultHttpHeaders(false);
    }
}
