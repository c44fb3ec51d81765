package dev.postern.signin;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.postern.config.ConfigReader;
import dev.postern.config.Problems;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which providers outlive a reload. None is asked anything, so that the container's parts are not needed. */
class ProvidersTest {

    private static final String CONFIG = """
            listen: {ingress: {address: 127.0.0.1:0}}
            identity:
              providers:
                - {name: corp, issuer: "https://id.corp.test", client-id: postern}
            """;

    @TempDir
    Path dir;
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Providers next(Providers before, String text) throws IOException {
        Path file = Files.writeString(dir.resolve("postern.yaml"), text);
        Problems problems = new Problems();
        Providers next = before.next(ConfigReader.read(file, name -> Optional.empty()).config().identity().providers(), problems);
        problems.throwIfAny();
        return next;
    }

    @Test
    void aLineWrittenAboveOneLeavesItAsItIs() throws IOException {
        Providers before = next(Providers.none(new OidcSeam(vertx, null, null, null, null), InstantSource.system()), CONFIG);
        Providers after = next(before, "# a line more\n" + CONFIG);
        assertSame(before.find("corp").orElseThrow(), after.find("corp").orElseThrow());
        Providers changed = next(after, CONFIG.replace("client-id: postern", "client-id: gate"));
        assertNotSame(after.find("corp").orElseThrow(), changed.find("corp").orElseThrow());
    }
}
