package dev.postern.upstream;

import dev.postern.exchange.FieldText;
import dev.postern.exchange.RefusedException;
import dev.postern.fuzz.Text;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import java.util.List;

/** Header lines of a client, {@code name: value}: whatever they are, the upstream hears the gateway once in its own words, and no cookie of ours. */
public final class RequestHeadFuzz {

    private static final List<String> OURS = List.of("x-postern-assertion", "x-ledger-user", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port",
            "forwarded", "x-request-id");
    private static final RequestHead HEAD = new RequestHead(OwnedNames.with(List.of("X-Ledger-User")), edits());

    private RequestHeadFuzz() {}

    private static dev.postern.route.HeaderEdits edits() {
        var table = dev.postern.route.RouteSpec.table(dev.postern.route.RouteSpec.route("fuzz"));
        return table.actions(table.routes().getFirst()).requestHeaders();
    }

    public static void fuzzerTestOneInput(byte[] data) {
        MultiMap received = new io.vertx.core.http.impl.headers.HeadersAdaptor(loose());
        for (String line : Text.latin(data).split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                received.add(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        MultiMap sent;
        try {
            sent = HEAD.headers(Lab.request(Lab.facts("GET", received), "/", new RequestBody.None(), Promise.<Void>promise().future()));
        } catch (RefusedException refused) {
            return;
        }
        for (String ours : OURS) {
            Text.same(1L, sent.names().stream().filter(name -> FieldText.folded(name).equals(ours)).count(), ours + " among " + sent);
            Text.same(1, sent.getAll(ours).size(), ours);
        }
        Text.same("signed", sent.get("x-postern-assertion"), "assertion");
        Text.same("alice", sent.get("x-ledger-user"), "user");
        Text.same("198.51.100.7", sent.get("x-forwarded-for"), "address");
        sent.forEach(RequestHeadFuzz::single);
        Text.holds(!sent.contains("connection") && !sent.contains("transfer-encoding") && !sent.contains("content-length"), "framing passes: " + sent);
    }

    private static void single(String name, String value) {
        Text.holds(FieldText.isToken(name) && value.chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0), "would end the line: " + name);
        if (name.equalsIgnoreCase("cookie")) {
            for (String pair : value.split(";")) {
                Text.holds(!pair.strip().startsWith("__Host-postern"), "our cookie passes: " + value);
            }
        }
    }

    /** As a decoder without validation might hand them on. */
    @SuppressWarnings("deprecation") // the factory that replaces it validates
    private static io.netty.handler.codec.http.HttpHeaders loose() {
        return new io.netty.handler.codec.http.DefaultHttpHeaders(false);
    }
}
