package dev.postern.firewall;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Located;
import dev.postern.config.Position;
import dev.postern.config.Problems;
import dev.postern.config.WafConfig;
import dev.postern.exchange.Authority;
import dev.postern.exchange.CanonicalPath;
import dev.postern.exchange.Client;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.RequestFacts;
import dev.postern.exchange.RequestId;
import dev.postern.inspect.Finding;
import dev.postern.inspect.Inspection;
import dev.postern.inspect.Message;
import dev.postern.inspect.Verdict;
import dev.postern.inspect.Workers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One exchange before a profile of its own. */
final class Examined {

    static final Position AT = new Position("postern.yaml", 1, 1);
    static final WafConfig.Body HELD = new WafConfig.Body(WafConfig.Body.Inspect.ON, 1 << 20, WafConfig.Body.Beyond.REFUSE);

    final FirewallExamination examination;
    private final RequestFacts facts;

    /** A POST with these headers. */
    Examined(WafConfig config, Map<String, String> headers, Workers workers) {
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        facts = new RequestFacts(RequestId.next(), Instant.EPOCH, Protocol.HTTP_1_1, "POST", Authority.parse("app.test"), CanonicalPath.parse("/"), "", Headers.of(headers),
                new Client(here, here, Optional.empty(), List.of()));
        examination = new FirewallExamination(ruling(config), facts, workers);
    }

    static Ruling ruling(WafConfig config) {
        Problems problems = new Problems();
        Ruling ruling = new RuleBooks(InstantSource.system()).rulings(List.of(config), problems).get("own");
        problems.throwIfAny();
        return ruling;
    }

    static WafConfig profile(Path dir, String rules, WafConfig.Body request, WafConfig.Body response) throws IOException {
        return profile(dir, rules, Optional.of(WafConfig.Mode.ENFORCE), request, response);
    }

    static WafConfig profile(Path dir, String rules, Optional<WafConfig.Mode> mode, WafConfig.Body request, WafConfig.Body response) throws IOException {
        Files.writeString(dir.resolve("own.conf"), rules);
        return new WafConfig(new Located<>("own", AT), List.of(new Located<>(dir.resolve("own.conf"), AT)), mode, new WafConfig.Paranoia(1, 1),
                new WafConfig.Thresholds(5, 4), List.of(), request, response);
    }

    Inspection request(String target) {
        return examination.inspect(Message.request(facts, Message.Content.POSSIBLE, target)).orElseThrow();
    }

    Inspection response(Map<String, String> headers) {
        return examination.inspect(Message.response(facts, 200, Headers.of(headers))).orElseThrow();
    }

    static Verdict await(Future<Verdict> verdict) throws Exception {
        return verdict.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    static Buffer text(String text) {
        return Buffer.buffer(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** What the record says under this name, once everything is known. */
    List<String> toldAs(String name) throws Exception {
        examination.conclude().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        return examination.close().stream().filter(finding -> finding.rule().equals(name)).map(Finding::what).toList();
    }

    /** The rules on record, when nothing has to be waited for. */
    List<String> record() {
        assertTrue(examination.conclude().succeeded());
        return closed();
    }

    List<String> closed() {
        return examination.close().stream().map(Finding::rule).toList();
    }

    /** Every thread of these is busy with something else until this opens. */
    static CountDownLatch busy(Workers workers, int further) {
        CountDownLatch gate = new CountDownLatch(1);
        for (int i = 0; i < Runtime.getRuntime().availableProcessors() + further; i++) {
            workers.run(Workers.MUCH, () -> {
                try {
                    return gate.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException over) {
                    return false;
                }
            });
        }
        return gate;
    }
}
