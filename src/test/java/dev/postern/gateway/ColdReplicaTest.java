package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A replica that starts while nobody can tell it what is revoked: it lets nobody in who might be, unless it is told to, and the record says what it did without. */
@QuarkusTest
@Tag("quarkus")
final class ColdReplicaTest {

    private static final Optional<String> NONE = Optional.empty();

    @RegisterExtension
    final Lab lab = new Lab();

    private int nobody;

    @BeforeEach
    void lab() throws Exception {
        for (String key : List.of("name-secret", "sealing-key")) {
            Files.writeString(lab.dir.resolve(key), Base64.getEncoder().encodeToString(new byte[32]));
        }
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
    }

    private String configuration(int upstream, String unknown) throws IOException {
        return """
                upstreams: [{name: app, url: "https://127.0.0.1:%d", expect: "spiffe://demo.test/ns/finance/sa/ledger"}]
                routes: [{name: app, host: localhost, path: /, upstream: app}, {name: open, host: localhost, path: /open, upstream: app}]
                policies:
                  - {name: finance, effect: allow, routes: [app], from: {groups: [finance]}}
                  - {name: anybody, effect: allow, routes: [open], from: {anyone: true}}
                shared-state:
                  redis: {address: "127.0.0.1:%d"}
                  name-secret: {file: name-secret}
                  keys: [{id: first, secret: {file: sealing-key}}]
                  revocations-unknown: %s
                """.formatted(upstream, nobody, unknown);
    }

    private List<JsonObject> recorded(String path) throws IOException {
        return lab.events().stream().filter(event -> event.getJsonObject("http_request").getJsonObject("url").getString("path").equals(path))
                .map(event -> event.getJsonObject("postern")).toList();
    }

    @Test
    void whoMightBeRevokedIsRefusedUntilThatIsKnownOrTheConfigurationSaysOtherwise() throws Exception {
        int upstream = lab.upstream(request -> request.response().end("in"));
        lab.start(configuration(upstream, "refuse"));
        assertFalse(lab.gateway().ready());
        for (HttpVersion version : List.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)) {
            HttpClient bare = lab.client(version, NONE);
            Call user = Call.get(bare, "/user", Lab.bearer(lab.token("alice")));
            assertEquals(503, user.status());
            assertEquals("identity.revocations-unknown", user.reason());
            assertEquals(503, Call.get(lab.client(version, Optional.of("laptop")), "/open", Map.of()).status(), "a certificate may have been revoked");
            assertEquals(200, Call.get(bare, "/open", Map.of()).status(), "nobody cannot");
            assertEquals(401, Call.get(bare, "/", Map.of()).status());
        }
        lab.configure(configuration(upstream, "serve"));
        HttpClient bare = lab.client(HttpVersion.HTTP_2, NONE);
        Lab.until("the other rule", () -> Call.get(bare, "/served", Lab.bearer(lab.token("alice"))).status() == 200);
        assertFalse(lab.gateway().ready(), "traffic should go elsewhere all the same");
        Lab.until("its event", () -> recorded("/served").stream().anyMatch(event -> event.getString("reason").isEmpty()));
        assertTrue(recorded("/served").stream().allMatch(event -> List.of("shared-state").equals(event.getJsonArray("without").getList())), recorded("/served").toString());
        assertTrue(recorded("/open").stream().anyMatch(event -> event.getString("reason").isEmpty() && event.containsKey("without")));
    }
}
