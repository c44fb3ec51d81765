package dev.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a command goes with the operator's token, and where not. */
class AdminOptionsTest {

    @TempDir
    Path dir;

    private Commands.Ran list(String admin, String token) throws IOException {
        return Commands.run("sessions", "list", "--admin", admin, "--token-file", Files.writeString(dir.resolve("token"), token).toString());
    }

    private static void refused(Commands.Ran ran, String why) {
        assertEquals(CommandLineOf.MISSING, ran.exit(), ran.err());
        assertTrue(ran.err().contains(why), ran.err());
        assertFalse(ran.err().contains("s3cr3t") || ran.err().contains("\tat "), ran.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9443", "gateway", "ftp://127.0.0.1:9443", "http:9443", "https:///x"})
    void anAddressHasASchemeAndAHost(String admin) throws IOException {
        refused(list(admin, "s3cr3t"), "an admin address is such as");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cr3t\nanother", "s3cr3t another", "s3cr3t\u0000", "s3cr3t\u20ac"})
    void aTokenThatCannotBeSentIsNotShown(String content) throws IOException {
        refused(list("http://127.0.0.1:1", content), "not one line of visible ASCII characters");
    }

    @Test
    void aConfiguredTokenThatCannotBeSentIsNotShown() throws IOException {
        Files.writeString(dir.resolve("token"), "s3cr3t\u20ac0123456789abcdef0123456789abcdef");
        Path config = Files.writeString(dir.resolve("postern.yaml"), "listen: {admin: {address: \"127.0.0.1:1\", token: {file: token}}}\n");
        refused(Commands.run("sessions", "list", "--config", config.toString()), "not one line of visible ASCII characters");
    }

    @Test
    void anEmptyFileHoldsNoToken() throws IOException {
        refused(list("http://127.0.0.1:1", "\n"), "is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1", "http://[0:0:0:0:0:0:0:1]:1"})
    void itGoesToThisMachine(String admin) throws IOException {
        refused(list(admin, "s3cr3t"), "nobody listens at " + admin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://192.0.2.1:9443", "http://gateway.example:9443", "http://127.0.0.1.example:9443", "http://localhost.example"})
    void theTokenDoesNotGoOutInPlainText(String admin) throws IOException {
        refused(list(admin, "s3cr3t"), "plain text");
    }

    @Test
    void whatBelongsToAnAddressIsNotForgottenWithoutOne() throws IOException {
        Path token = Files.writeString(dir.resolve("token"), "s3cr3t");
        refused(Commands.run("sessions", "list", "--token-file", token.toString()), "--token-file and --trust go with --admin");
    }
}
