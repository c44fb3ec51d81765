package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whichever files a configuration is made of, a change of it is felt: files that come and go, that were bad at first, and secrets of what cannot change itself. */
@QuarkusTest
@Tag("quarkus")
final class ReloadedFilesTest {

    private static final String ALLOW = "policies: [{name: finance, effect: allow, routes: [app], from: {groups: [finance]}}]\n";

    @RegisterExtension
    final Lab lab = new Lab();

    private final ConcurrentLinkedQueue<String> credentials = new ConcurrentLinkedQueue<>();
    private String app;

    @BeforeEach
    void upstream() throws Exception {
        app = Lab.app(lab.upstream(request -> request.response().end("in")), "").replaceAll("(?m)^policies:.*\n", "");
    }

    private int asked() throws Exception {
        Map<String, String> alice = Lab.bearer(lab.token("alice"));
        return Call.get(lab.client(HttpVersion.HTTP_2, Optional.of("laptop")), "/", alice).status();
    }

    private Path parts() throws Exception {
        return Files.createDirectories(lab.dir.resolve("conf.d"));
    }

    private void becomes(int status) throws Exception {
        Lab.until("status " + status, () -> {
            lab.gateway().look();
            return answers(status);
        });
    }

    /** Whoever is under way when the change is felt may be cut. */
    private boolean answers(int status) throws Exception {
        try {
            return asked() == status;
        } catch (ExecutionException cut) {
            assertInstanceOf(StreamResetException.class, cut.getCause());
            return false;
        }
    }

    private double refused() {
        return lab.surroundings.meters().get("postern.reloads").tag("outcome", "refused").counter().count();
    }

    @Test
    void filesThatAWildcardNamesComeChangeAndGo() throws Exception {
        Path rule = Files.writeString(parts().resolve("rules.yaml"), ALLOW);
        lab.start("include: [conf.d/*.yaml]\n" + app);
        assertEquals(200, asked());
        Files.writeString(rule, ALLOW.replace("groups: [finance]", "groups: [nobody]"));
        becomes(404);
        Files.writeString(parts().resolve("more.yaml"), ALLOW.replace("name: finance", "name: more"));
        becomes(200);
        Files.delete(parts().resolve("more.yaml"));
        becomes(404);
        lab.reload(whole -> whole + "# a comment\n");
    }

    @Test
    void aRuleThatGoesWithItsFileIsGone() throws Exception {
        Path rule = Files.writeString(lab.dir.resolve("rules.yaml"), ALLOW);
        lab.start("include: [rules.yaml]\n" + app);
        assertEquals(200, asked());
        Files.delete(rule);
        lab.configure(app);
        becomes(404);
    }

    @Test
    void whatWasBadAtFirstIsTakenUpOnceItIsGood() throws Exception {
        lab.start(app);
        assertEquals(404, asked());
        double before = refused();
        Path rule = Files.writeString(lab.dir.resolve("rules.yaml"), ALLOW.replace("effect", "efect"));
        lab.configure("include: [rules.yaml]\n" + app);
        Lab.until("the refusal", () -> {
            lab.gateway().look();
            return refused() > before;
        });
        assertEquals(404, asked());
        Files.writeString(rule, ALLOW);
        becomes(200);
    }

    @Test
    void theTokenOfACollectorMayBeRenewed() throws Exception {
        HttpServer collector = Lab.await(lab.vertx.createHttpServer().requestHandler(request -> {
            credentials.add(request.getHeader("authorization"));
            request.response().putHeader("content-type", "application/json").end("{}");
        }).listen(0, "127.0.0.1"));
        Path token = Files.writeString(lab.dir.resolve("otel-token"), "one");
        lab.audit("{sinks: [{file: {path: audit.jsonl}}, {otlp: {endpoint: \"http://127.0.0.1:%d/v1/logs\", secret-headers: {authorization: {file: otel-token}}}}]}".formatted(collector.actualPort()));
        lab.start(app + ALLOW);
        assertEquals(200, asked());
        Lab.until("the first", () -> credentials.contains("one"));
        Files.writeString(token, "two");
        lab.configure(app);
        becomes(404);
        credentials.clear();
        Lab.until("the second", () -> asked() == 404 && credentials.contains("two"));
        assertFalse(credentials.contains("one"));
        Lab.await(collector.close());
    }
}
