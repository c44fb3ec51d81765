package dev.postern.demo;

import dev.postern.config.CoreRuleSet;
import dev.postern.config.Secret;
import dev.postern.gateway.Gateway;
import dev.postern.gateway.Surroundings;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/** The demonstration in one process: PKI, identity provider, two apps in the mesh, the gateway, the walk. Arguments: directory, ingress port, admin port, then {@code --once}, {@code --colour}. */
@Dependent
@Unremovable
public class DemoApplication implements QuarkusApplication {

    private static final List<DevUser> PEOPLE = List.of(
            new DevUser("alice", "Alice, of finance", List.of("finance", "staff")),
            new DevUser("bob", "Bob, an engineer", List.of("engineering", "staff")),
            new DevUser("eve", "Eve, of nothing", List.of()));

    private final Vertx vertx;
    private final Surroundings surroundings;

    DemoApplication(Vertx vertx, Surroundings surroundings) {
        this.vertx = vertx;
        this.surroundings = surroundings;
    }

    @Override
    public int run(String... args) throws Exception {
        Path dir = Path.of(args[0]);
        int ingress = Integer.parseInt(args[1]);
        int admin = Integer.parseInt(args[2]);
        List<String> flags = List.of(args).subList(3, args.length);
        Narrator narrator = new Narrator(System.out, flags.contains("--colour") ? Narrator.Style.COLOUR : Narrator.Style.PLAIN);
        DemoPki pki = DemoPki.write(dir.resolve("pki"), InstantSource.system());
        Secret secret = new Secret(UUID.randomUUID().toString());
        DevIdentityProvider people = done(DevIdentityProvider.start(vertx, DevOptions.of(secret, PEOPLE)));
        SampleUpstream ledger = done(SampleUpstream.start(vertx, "ledger", pki));
        SampleUpstream wiki = done(SampleUpstream.start(vertx, "wiki", pki));
        DemoRules.Outcome rules = rules(narrator, dir.resolve("coreruleset"));
        Path config = DemoConfig.write(dir, new DemoConfig.Ports(ingress, admin, ledger.port(), wiki.port()), new DemoConfig.Idp(people.issuer(), secret), rules);
        try (Gateway gateway = Gateway.start(config, surroundings)) {
            narrator.say("Postern is up, in one process with a demo PKI, a development identity provider and two apps that demand mesh mTLS.");
            int surprises = walk(narrator, new DemoWalk(vertx, pki, narrator, new DemoWalk.Gate(gateway.port(), !(rules instanceof DemoRules.Missing))), people, new Trail(gateway, dir.resolve("audit.jsonl")));
            if (!flags.contains("--once")) {
                invite(narrator, gateway.port(), admin, dir);
                Quarkus.waitForExit();
            }
            return surprises == 0 ? 0 : 1;
        }
    }

    private static DemoRules.Outcome rules(Narrator narrator, Path dir) {
        boolean installed = CoreRuleSet.isInstalled();
        if (!installed) {
            narrator.say("The OWASP Core Rule Set is not installed; looking for its package, without root (" + DemoRules.PATIENCE.toSeconds() + " s at most) …");
        }
        DemoRules.Outcome rules = DemoRules.obtain(installed, dir, DemoRules.Means.USUAL);
        switch (rules) {
            case DemoRules.Installed here -> { }
            case DemoRules.Fetched fetched -> narrator.say("It has been unpacked into " + fetched.home() + " for this demonstration.");
            case DemoRules.Missing missing -> narrator.say("There is none: " + missing.why() + ". The firewall's step is left out; on Debian: apt-get install -y modsecurity-crs");
        }
        return rules;
    }

    private record Trail(Gateway gateway, Path file) {}

    private static int walk(Narrator narrator, DemoWalk walk, DevIdentityProvider people, Trail trail) throws IOException {
        walk.walk((user, audience) -> people.tokenFor(user, audience, Optional.empty()));
        trail.gateway().flushAudit();
        walk.verify(trail.file());
        narrator.say("");
        narrator.say(narrator.surprises() == 0
                ? "All " + narrator.steps() + " steps came out as told."
                : narrator.surprises() + " surprises in " + narrator.steps() + " steps.");
        return narrator.surprises();
    }

    private static void invite(Narrator narrator, int port, int admin, Path dir) {
        narrator.say("""

                Now you. In a browser (it will not know the demo's certificate authority; pki/ingress-ca.pem is it):
                  https://ledger.localhost:%1$d/            for finance, on a managed device
                  https://wiki.localhost:%1$d/              for all staff
                  https://ledger.localhost:%1$d/.postern/   your apps
                People: alice (finance), bob (engineering), eve (nothing); no passwords.
                The managed device: import %3$s/pki/laptop.p12 into the browser (password %4$s), or
                  curl --cacert %3$s/pki/ingress-ca.pem --cert %3$s/pki/batch.pem --key %3$s/pki/batch-key.pem https://ledger.localhost:%1$d/api/balance
                Health and metrics: http://127.0.0.1:%2$d/q/health, /q/metrics
                Configuration to read and change while it runs: %3$s/postern.yaml
                The record: %3$s/audit.jsonl
                Ctrl-C ends it.
                """.formatted(port, admin, dir.toAbsolutePath(), DemoPki.P12_PASSWORD));
    }

    private static <T> T done(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException failed) {
            throw new IOException("the demonstration could not start: " + failed.getCause().getMessage(), failed.getCause());
        }
    }
}
