package dev.postern.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command line, as a person meets it. */
final class CommandsTest {

    @ParameterizedTest
    @MethodSource("dev.postern.blackbox.Product#built")
    void helpListsTheCommands(Product product) {
        Product.Result help = product.run("--help");
        assertEquals(0, help.exit(), help.err());
        for (String command : new String[] {"serve", "check", "explain", "test", "verify-log", "demo", "schema", "waf", "dlp"}) {
            assertTrue(help.out().contains("  " + command), "help names " + command + ":\n" + help.out());
        }
        assertFalse(help.out().contains("\u001b["), "no colours but on a terminal");
    }

    @ParameterizedTest
    @MethodSource("dev.postern.blackbox.Product#built")
    void misuseExitsTwo(Product product) {
        assertEquals(2, product.run("chek").exit());
    }

    @ParameterizedTest
    @MethodSource("dev.postern.blackbox.Product#built")
    void checkPrintsEveryErrorWithItsPlace(Product product, @TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("postern.yaml"), """
                listen:
                  ingres:
                    address: 0.0.0.0:8443
                routes:
                  - {name: a, host: a.test, path: /, upstream: missing}
                """);
        Product.Result check = product.run("check", "--config", file.toString());
        assertEquals(1, check.exit(), check.out() + check.err());
        assertTrue(check.err().contains("postern.yaml:2:3"), check.err());
        assertTrue(check.err().contains("ingress"), "suggests the nearest key: " + check.err());
        assertTrue(check.err().contains("missing"), check.err());
        assertTrue(check.err().contains("^"), check.err());
    }

    @ParameterizedTest
    @MethodSource("dev.postern.blackbox.Product#built")
    void schemaIsJson(Product product) {
        Product.Result schema = product.run("schema");
        assertEquals(0, schema.exit(), schema.err());
        assertTrue(new io.vertx.core.json.JsonObject(schema.out()).containsKey("properties"));
    }
}
