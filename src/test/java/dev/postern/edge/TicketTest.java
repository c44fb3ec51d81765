package dev.postern.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.exchange.Authority;
import dev.postern.exchange.RequestFacts;
import dev.postern.pki.PemFiles;
import dev.postern.pki.TlsEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a client kept of one connection and brings to another, with OpenSSL, which sends any session under any name: CVE-2025-23419 and CVE-2025-23048 of other servers. The
 * first connection shows a device's certificate; the second has none, and only what it resumed could speak for a device.
 */
@Tag("e2e")
@Tag("tls")
final class TicketTest {

    private static EdgeLab lab;

    @TempDir
    static Path dir;

    @BeforeAll
    static void start() {
        lab = new EdgeLab(EdgeLab.ECHO);
        PemFiles.writeCertificates(dir.resolve("laptop.pem"), EdgeLab.LAPTOP.chain());
        PemFiles.writeKey(dir.resolve("laptop-key.pem"), EdgeLab.LAPTOP.key());
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    /** What a connection brought: the request as the edge handed it on, unless it was refused, and what OpenSSL said. */
    private record Visit(Optional<RequestFacts> handled, String said) {

        boolean resumed() {
            return said.contains("Reused, TLS");
        }

        int status() {
            int at = said.indexOf("HTTP/1.1 ");
            return at < 0 ? 0 : Integer.parseInt(said.substring(at + 9, at + 12));
        }

        boolean speaksForADevice() {
            return handled.map(facts -> !facts.client().certificates().isEmpty()).orElse(false);
        }
    }

    /** @param sni a server name, or {@code -} for none */
    private static Visit visit(String version, String sni, String host, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + lab.port(), "-" + version, "-ign_eof"));
        command.addAll(sni.equals("-") ? List.of("-noservername") : List.of("-servername", sni));
        command.addAll(List.of(more));
        int before = lab.handled.size();
        Process client = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(dir.resolve("said").toFile()).start();
        try (var in = client.getOutputStream()) {
            in.write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            in.flush();
            assertTrue(client.waitFor(30, TimeUnit.SECONDS), "openssl does not end");
        } catch (IOException gone) {
            assertTrue(client.waitFor(30, TimeUnit.SECONDS));
        } finally {
            client.destroyForcibly();
        }
        List<RequestFacts> handled = lab.handled.subList(before, lab.handled.size());
        return new Visit(handled.isEmpty() ? Optional.empty() : Optional.of(handled.getLast()), Files.readString(dir.resolve("said"), StandardCharsets.ISO_8859_1));
    }

    /** BoringSSL gives out no session that holds a certificate: then there is none to bring. */
    private static String[] offering(Path session) throws IOException {
        return Files.size(session) > 0 ? new String[] {"-sess_in", session.toString()} : new String[0];
    }

    private static Path keep(String version, String sni, String host) throws Exception {
        Path session = Files.createTempFile(dir, "session", ".pem");
        Visit first = visit(version, sni, host, "-sess_out", session.toString(), "-cert", dir.resolve("laptop.pem").toString(), "-key", dir.resolve("laptop-key.pem").toString());
        assertEquals(200, first.status(), first.said());
        assertTrue(first.speaksForADevice(), "the first connection shows its certificate");
        assertFalse(first.resumed());
        return session;
    }

    /** Whoever resumes under the name the session was made for is who they were; without a session there is no device. */
    @ParameterizedTest
    @CsvSource({"tls1_2, gate.test, true", "tls1_3, gate.test, true", "tls1_2, app.test, false", "tls1_3, app.test, false", "tls1_3, x.apps.test, false"})
    void aSessionSpeaksForItsHost(String version, String host, boolean surelyResumed) throws Exception {
        assertFalse(visit(version, host, host).speaksForADevice());
        Path session = keep(version, host, host);
        Visit again = visit(version, host, host, offering(session));
        assertEquals(200, again.status(), again.said());
        assertTrue(again.resumed() || !surelyResumed || TlsEngine.here() == TlsEngine.BORINGSSL, "the default host's sessions are resumed, or nothing is shown here");
        assertEquals(again.resumed(), again.speaksForADevice(), again.said());
    }

    @ParameterizedTest(name = "{0}: a session for {1} brought to {2}, asking for {3}")
    @CsvSource({
        "tls1_2, app.test, gate.test, gate.test",
        "tls1_3, app.test, gate.test, gate.test",
        "tls1_2, app.test, gate.test, app.test",
        "tls1_3, app.test, gate.test, app.test",
        "tls1_2, app.test, x.apps.test, x.apps.test",
        "tls1_3, app.test, x.apps.test, x.apps.test",
        "tls1_2, x.apps.test, y.apps.test, y.apps.test",
        "tls1_3, x.apps.test, y.apps.test, y.apps.test",
        "tls1_2, x.apps.test, y.apps.test, x.apps.test",
        "tls1_3, x.apps.test, y.apps.test, x.apps.test",
        "tls1_2, unknown.test, gate.test, gate.test",
        "tls1_3, unknown.test, gate.test, gate.test",
        "tls1_2, gate.test, unknown.test, unknown.test",
        "tls1_3, gate.test, unknown.test, unknown.test",
        "tls1_2, gate.test, -, app.test",
        "tls1_3, gate.test, -, app.test",
        "tls1_2, gate.test, app.test, app.test",
        "tls1_3, gate.test, app.test, app.test",
        "tls1_2, gate.test, unknown.test, gate.test",
        "tls1_3, gate.test, unknown.test, gate.test",
        "tls1_2, app.test, -, gate.test",
        "tls1_3, app.test, -, gate.test",
        "tls1_2, -, app.test, app.test",
        "tls1_3, -, app.test, app.test",
        "tls1_2, -, unknown.test, unknown.test",
        "tls1_3, -, unknown.test, unknown.test"})
    void aSessionIsNoUseForAnotherHost(String version, String kept, String name, String host) throws Exception {
        Path session = keep(version, kept, kept.equals("-") ? "gate.test" : kept);
        Visit other = visit(version, name, host, offering(session));
        assertTrue(other.status() == 200 || other.status() == 421, other.said());
        if (other.status() == 200) {
            assertFalse(other.speaksForADevice(), "a device without its key: " + other.said());
            assertFalse(other.resumed(), "resumed for another host");
        }
    }

    /** A session made without a certificate gives none, and does not keep its owner from showing one. */
    @ParameterizedTest
    @CsvSource({"tls1_2", "tls1_3"})
    void aSessionWithoutACertificateGivesNone(String version) throws Exception {
        Path session = Files.createTempFile(dir, "anonymous", ".pem");
        assertFalse(visit(version, "app.test", "app.test", "-sess_out", session.toString()).speaksForADevice());
        assertFalse(visit(version, "app.test", "app.test", offering(session)).speaksForADevice());
    }

    /** Sessions of another gateway are no sessions here: their keys are not shared. */
    @ParameterizedTest
    @CsvSource({"tls1_2", "tls1_3"})
    void aSessionOfAnotherGatewayIsNone(String version) throws Exception {
        Path session = keep(version, "app.test", "app.test");
        EdgeLab first = lab;
        try (EdgeLab second = new EdgeLab(EdgeLab.ECHO)) {
            lab = second;
            Visit there = visit(version, "app.test", "app.test", offering(session));
            assertEquals(200, there.status(), there.said());
            assertFalse(there.resumed() || there.speaksForADevice(), there.said());
        } finally {
            lab = first;
        }
    }

    /** Early data could be replayed: none is taken. */
    @Test
    void earlyDataIsNotTaken() throws Exception {
        Path session = keep("tls1_3", "app.test", "app.test");
        Path early = Files.writeString(dir.resolve("early"), "GET /early HTTP/1.1\r\nHost: app.test\r\n\r\n");
        int before = lab.handled.size();
        visit("tls1_3", "app.test", "app.test", Stream.concat(Stream.of(offering(session)), Stream.of("-early_data", early.toString())).toArray(String[]::new));
        assertTrue(lab.handled.stream().skip(before).noneMatch(facts -> facts.path().value().equals("/early")));
        assertEquals(Authority.parse("app.test"), lab.handled.getLast().authority());
    }
}
