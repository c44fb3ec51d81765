package dev.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running gateway that is found by its configuration, whatever address it listens at, and what it answers. */
class ConfiguredAdminTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String EMPTY = "{\"sessions\":[]}";

    @TempDir
    Path dir;
    private final CertificateAuthority authority = CertificateAuthority.root("Names", InstantSource.system());

    private Path config(KeyMaterial shown, int port) throws IOException {
        PemFiles.writeCertificates(dir.resolve("admin.pem"), shown.chain());
        PemFiles.writeKey(dir.resolve("admin-key.pem"), shown.key());
        Files.writeString(dir.resolve("token"), TOKEN);
        return Files.writeString(dir.resolve("postern.yaml"),
                "listen: {admin: {address: \"0.0.0.0:%d\", tls: {cert: admin.pem, key: admin-key.pem}, token: {file: token}}}\n".formatted(port));
    }

    private static Commands.Ran list(String... how) {
        return Commands.run(java.util.stream.Stream.concat(java.util.stream.Stream.of("sessions", "list"), java.util.Arrays.stream(how)).toArray(String[]::new));
    }

    private static List<String> askedWith(String token) {
        return List.of("GET /api/v1/sessions Bearer " + token);
    }

    @Test
    void aListenerOnAllAddressesIsKnownByItsCertificate() throws Exception {
        KeyMaterial shown = authority.server("gateway.example");
        try (AnsweringAdmin admin = new AnsweringAdmin(Optional.of(shown), 200, EMPTY)) {
            Commands.Ran ran = list("--config", config(shown, admin.port()).toString());
            assertEquals(0, ran.exit(), ran.err());
            assertEquals(askedWith(TOKEN), admin.asked());
        }
    }

    /** Of the same authority, for the same name: what it shows is not what is configured, and not for the address that is dialled. */
    @Test
    void whoeverShowsAnotherCertificateGetsNoToken() throws Exception {
        try (AnsweringAdmin admin = new AnsweringAdmin(Optional.of(authority.server("gateway.example")), 200, EMPTY)) {
            KeyMaterial leaf = authority.server("gateway.example");
            KeyMaterial chain = new KeyMaterial(leaf.key(), List.of(leaf.leaf(), authority.certificate()));
            Commands.Ran ran = list("--config", config(chain, admin.port()).toString());
            assertEquals(CommandLineOf.MISSING, ran.exit(), ran.err());
            assertFalse(ran.err().contains(TOKEN), ran.err());
            assertEquals(List.of(), admin.asked());
        }
    }

    /** One that was renewed, and that the gateway shows still or already. */
    @Test
    void anotherOfTheConfiguredAuthorityForTheAddressIsTaken() throws Exception {
        try (AnsweringAdmin admin = new AnsweringAdmin(Optional.of(authority.server("127.0.0.1")), 200, EMPTY)) {
            KeyMaterial leaf = authority.server("127.0.0.1");
            KeyMaterial chain = new KeyMaterial(leaf.key(), List.of(leaf.leaf(), authority.certificate()));
            Commands.Ran ran = list("--config", config(chain, admin.port()).toString());
            assertEquals(0, ran.exit(), ran.err());
        }
    }

    @Test
    void whatTheAddressDoesNotSayComesFromTheConfiguration() throws Exception {
        KeyMaterial shown = authority.server("gateway.example");
        try (AnsweringAdmin admin = new AnsweringAdmin(Optional.of(shown), 200, EMPTY)) {
            String config = config(shown, 1).toString();
            String address = "https://127.0.0.1:" + admin.port();
            Commands.Ran both = list("--config", config, "--admin", address);
            assertEquals(0, both.exit(), both.err());
            assertEquals(askedWith(TOKEN), admin.asked());
            Path other = Files.writeString(dir.resolve("other"), "another");
            assertEquals(0, list("--config", config, "--admin", address, "--token-file", other.toString()).exit());
            assertEquals("GET /api/v1/sessions Bearer another", admin.asked().getLast());
            PemFiles.writeCertificates(dir.resolve("authority.pem"), List.of(authority.certificate()));
            Commands.Ran named = list("--config", config, "--admin", address, "--trust", dir.resolve("authority.pem").toString());
            assertEquals(CommandLineOf.MISSING, named.exit(), "its name does not fit, and who vouches was said: " + named.err());
            assertEquals(2, admin.asked().size());
            Commands.Ran without = list("--admin", address);
            assertEquals(new Commands.Ran(CommandLineOf.MISSING, "", "postern: --admin needs --token-file, --config, or --cert and --key" + System.lineSeparator()), without);
        }
    }

    @Test
    void aWrongInputIsOneAndMovesNoCursor() throws Exception {
        try (AnsweringAdmin admin = new AnsweringAdmin(Optional.empty(), 400, "{\"detail\":\"kind is one of\\u001b[2J\"}")) {
            Commands.Ran ran = Commands.run("revoke", "person", "a@b", "--admin", "http://127.0.0.1:" + admin.port(), "--token-file",
                    Files.writeString(dir.resolve("token"), TOKEN).toString());
            assertEquals(CommandLineOf.FAILED, ran.exit(), ran.err());
            assertTrue(ran.err().strip().endsWith(" answers 400: kind is one of?[2J"), ran.err());
        }
        try (AnsweringAdmin admin = new AnsweringAdmin(Optional.empty(), 503, "{\"detail\":\"the store could not do it; try again\"}")) {
            Commands.Ran ran = Commands.run("revoke", "person", "a@b", "--admin", "http://127.0.0.1:" + admin.port(), "--token-file", dir.resolve("token").toString());
            assertEquals(CommandLineOf.MISSING, ran.exit(), ran.err());
        }
    }

    @Test
    void aDirectoryIsNamed() {
        assertEquals(new Commands.Ran(CommandLineOf.MISSING, "", "postern: " + dir + ": Is a directory" + System.lineSeparator()),
                list("--admin", "http://127.0.0.1:1", "--token-file", dir.toString()));
    }
}
