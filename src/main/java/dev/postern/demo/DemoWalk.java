package dev.postern.demo;

import dev.postern.audit.LogVerifier;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/** Walks through the story, one expectation after the other, against the running gateway. */
final class DemoWalk {

    private final Vertx vertx;
    private final DemoPki pki;
    private final Narrator narrator;
    private final String ledger;
    private final String wiki;
    private final boolean firewall;

    /** Where the gateway is, and whether there are rules for its firewall. */
    record Gate(int port, boolean firewall) {}

    DemoWalk(Vertx vertx, DemoPki pki, Narrator narrator, Gate gate) {
        this.vertx = vertx;
        this.pki = pki;
        this.narrator = narrator;
        this.ledger = "https://ledger.localhost:" + gate.port();
        this.wiki = "https://wiki.localhost:" + gate.port();
        this.firewall = gate.firewall();
    }

    void walk(Tokens tokens) {
        nobodyGetsIn();
        theWrongGroupIsRefused();
        theRightPersonNeedsADevice();
        theRightPersonOnTheRightDevice();
        aProgramWithAToken(tokens);
        aWorkload();
        aCardForTwo();
        aKeyThatWouldLeave();
        if (firewall) {
            anAttack();
        }
        tooFast();
    }

    /** Gives bearer tokens as the demo's provider would issue them to a program. */
    @FunctionalInterface
    interface Tokens {
        String tokenFor(String user, String audience);
    }

    private void nobodyGetsIn() {
        narrator.step("A program without a token asks for the ledger");
        try (Visitor stranger = visitor(Optional.empty(), Optional.empty())) {
            Visitor.Answer answer = stranger.call(ledger + "/api/balance", Map.of());
            narrator.expect("refused with 401", 401, answer.status());
            narrator.expect("with a reason a program can read", "identity.sign-in-required", reason(answer));
            Visitor.Answer nowhere = stranger.call("https://nothing-here.localhost:" + port() + "/", Map.of());
            narrator.expect("an app that does not exist looks just the same", 401, nowhere.status());
            narrator.detail(answer.body());
        }
    }

    private void theWrongGroupIsRefused() {
        narrator.step("Bob, an engineer, signs in and opens the ledger on his laptop");
        try (Visitor bob = visitor(Optional.of("laptop"), Optional.of("bob"))) {
            Visitor.Answer answer = bob.open(ledger + "/");
            narrator.expect("refused with 403", 403, answer.status());
            narrator.expect("the page says why", true, answer.body().contains("No rule allows this request"));
            Visitor.Answer allowed = bob.open(wiki + "/");
            narrator.expect("the wiki is for all staff: 200", 200, allowed.status());
        }
    }

    private void theRightPersonNeedsADevice() {
        narrator.step("Alice, of finance, opens the ledger from a computer that is not managed");
        try (Visitor alice = visitor(Optional.empty(), Optional.of("alice"))) {
            Visitor.Answer answer = alice.open(ledger + "/");
            narrator.expect("a page, not a TLS alert: 403", 403, answer.status());
            narrator.expect("it says what to do", true, answer.body().contains("Use a managed device"));
        }
        for (String[] other : new String[][] {{"lost-laptop", "The device has been revoked"}, {"old-laptop", "certificate has expired"}}) {
            try (Visitor alice = visitor(Optional.of(other[0]), Optional.of("alice"))) {
                Visitor.Answer answer = alice.open(ledger + "/");
                narrator.expect("with the certificate of " + other[0] + ": its own reason", true, answer.status() == 403 && answer.body().contains(other[1]));
            }
        }
    }

    private void theRightPersonOnTheRightDevice() {
        narrator.step("Alice opens the ledger on her laptop, and claims to be the auditor");
        try (Visitor alice = visitor(Optional.of("laptop"), Optional.of("alice"))) {
            narrator.expect("200 after sign-in", 200, alice.open(ledger + "/").status());
            Visitor.Answer answer = alice.call(ledger + "/api/balance", Map.of("x-user", "auditor", "x-postern-assertion", "forged"));
            narrator.expect("200", 200, answer.status());
            JsonObject seen = json(answer);
            JsonObject headers = seen.getJsonObject("headers", new JsonObject());
            narrator.expect("the upstream saw the gateway's SPIFFE id", DemoPki.GATEWAY.toString(), seen.getString("peer"));
            narrator.expect("and Alice, not the auditor", "alice", headers.getString("x-user"));
            narrator.expect("and an assertion signed by the gateway, not the forged one", "alice@demo", subject(headers.getValue("x-postern-assertion")));
            narrator.expect("and none of our cookies", false, headers.containsKey("cookie"));
            narrator.detail(seen.encodePrettily());
        }
    }

    private void aProgramWithAToken(Tokens tokens) {
        narrator.step("A program with Alice's bearer token, on her laptop");
        try (Visitor program = visitor(Optional.of("laptop"), Optional.empty())) {
            Visitor.Answer answer = program.call(ledger + "/api/balance", Map.of("authorization", "Bearer " + tokens.tokenFor("alice", "demo-api")));
            narrator.expect("200", 200, answer.status());
            narrator.expect("the token stays at the gateway", false, json(answer).getJsonObject("headers", new JsonObject()).containsKey("authorization"));
            Visitor.Answer other = program.call(ledger + "/api/balance", Map.of("authorization", "Bearer " + tokens.tokenFor("alice", "somebody-else")));
            narrator.expect("a token for another audience: 401", 401, other.status());
        }
    }

    private void aWorkload() {
        narrator.step("The nightly batch calls in with its SPIFFE certificate");
        try (Visitor batch = visitor(Optional.of("batch"), Optional.empty())) {
            narrator.expect("it may read the API: 200", 200, batch.call(ledger + "/api/balance", Map.of()).status());
            narrator.expect("and nothing else: 403 or 404", true, batch.call(ledger + "/admin", Map.of()).status() >= 403);
        }
    }

    private void aCardForTwo() {
        narrator.step("The wiki shows a customer's payment card: masked to Bob, as a token to Alice, who settles payments");
        try (Visitor bob = visitor(Optional.of("laptop"), Optional.of("bob")); Visitor alice = visitor(Optional.of("laptop"), Optional.of("alice"))) {
            bob.open(wiki + "/");
            String masked = json(bob.call(wiki + "/customer", Map.of())).getString("card", "");
            narrator.expect("Bob sees the last four alone", "XXXX XXXX XXXX 1881", masked);
            alice.open(wiki + "/");
            String token = json(alice.call(wiki + "/customer", Map.of())).getString("card", "");
            narrator.expect("Alice gets a token with the issuer and the last four", true, token.startsWith("4012 88") && token.endsWith("1881") && !token.contains("8888 1881"));
            narrator.detail("Bob: " + masked + "   Alice: " + token);
            Visitor.Answer refund = alice.post(wiki + "/refund", "application/json", "{\"card\":\"" + token + "\"}");
            narrator.expect("which reaches the app as the card again when she sends it back", true, json(refund).getBoolean("refunded", false));
        }
    }

    private void aKeyThatWouldLeave() {
        narrator.step("Bob pastes a configuration with a private key in it into the wiki");
        try (Visitor bob = visitor(Optional.of("laptop"), Optional.of("bob"))) {
            bob.open(wiki + "/");
            String key = "-----BEGIN PRIVATE KEY-----\n" + "MC4CAQAwBQYDK2VwBCIEIHo3R1pQeWJ5Zk1sQ0Z4d2tqVHhLZ2pQbHVtRnVz\n".repeat(3) + "-----END PRIVATE KEY-----\n";
            Visitor.Answer answer = bob.post(wiki + "/page", "text/plain", "server: prod\nkey: |\n" + key);
            narrator.expect("refused with 403", 403, answer.status());
            narrator.expect("with a reason a program can read", "content.sensitive", reason(answer));
            narrator.expect("which says what kind of data it is, and nothing of it", true, answer.body().contains("private key") && !answer.body().contains("MC4C"));
        }
    }

    private void anAttack() {
        narrator.step("Somebody with Bob's session tries the wiki's search for holes");
        try (Visitor bob = visitor(Optional.of("laptop"), Optional.of("bob"))) {
            bob.open(wiki + "/");
            narrator.expect("a question is answered: 200", 200, bob.call(wiki + "/search?q=union+of+two+teams", Map.of()).status());
            Visitor.Answer injection = bob.call(wiki + "/search?q=1%27+OR+%271%27%3D%271%27+UNION+SELECT+password+FROM+users--+", Map.of());
            narrator.expect("an SQL injection is refused with 403", 403, injection.status());
            narrator.expect("with a reason a program can read, and not the rule", "content.refused", reason(injection));
            narrator.expect("a script in JSON: 403", 403, bob.post(wiki + "/search", "application/json", "{\"title\":{\"text\":\"<script>alert(document.cookie)</script>\"}}").status());
        }
    }

    private void tooFast() {
        narrator.step("Alice's script asks too fast");
        try (Visitor alice = visitor(Optional.of("laptop"), Optional.of("alice"))) {
            alice.open(ledger + "/");
            Visitor.Answer last = alice.call(ledger + "/", Map.of());
            for (int i = 0; i < 200 && last.status() != 429; i++) {
                last = alice.call(ledger + "/", Map.of());
            }
            narrator.expect("429 in the end", 429, last.status());
            narrator.expect("told when to come again", true, last.header("retry-after").isPresent());
            narrator.detail("RateLimit: " + last.header("ratelimit").orElse("missing"));
        }
    }

    /** The record of it all: verified, then one octet changed in a copy, and caught. */
    void verify(Path audit) throws IOException {
        narrator.step("The audit trail is verified; then one character of a copy is changed");
        var good = LogVerifier.verify(audit);
        narrator.expect("unbroken", true, good.intact());
        narrator.detail(good.summary());
        Path copy = audit.resolveSibling("tampered.jsonl");
        Files.copy(audit, copy, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(copy, Files.readString(copy).replaceFirst("alice", "alicf"));
        var bad = LogVerifier.verify(copy);
        narrator.expect("caught", false, bad.intact());
        narrator.detail(bad.summary());
    }

    private Visitor visitor(Optional<String> device, Optional<String> user) {
        return new Visitor(vertx, pki, device, user);
    }

    private String port() {
        return ledger.substring(ledger.lastIndexOf(':') + 1);
    }

    private static String reason(Visitor.Answer answer) {
        return json(answer).getString("reason", "none");
    }

    private static JsonObject json(Visitor.Answer answer) {
        return answer.body().startsWith("{") ? new JsonObject(answer.body()) : new JsonObject();
    }

    /** Reads the subject of the assertion as an upstream would after verifying it. */
    private static String subject(Object assertion) {
        String[] parts = String.valueOf(assertion).split("\\.");
        if (parts.length != 3) {
            return "not one signed assertion: " + assertion;
        }
        return new JsonObject(io.vertx.core.buffer.Buffer.buffer(java.util.Base64.getUrlDecoder().decode(parts[1]))).getString("sub");
    }
}
