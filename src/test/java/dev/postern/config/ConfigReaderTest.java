package dev.postern.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigReaderTest {

    private static final Environment NOTHING_SET = name -> Optional.empty();

    private static final String WITH_SECRET =
            "identity: {providers: [{name: a, issuer: https://idp.test, client-id: x, client-secret: {file: secret.txt}}]}\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nothing\n", "---\n", "{}", "null", "~", "\ufeff", "listen:\nroutes:\npolicies:\nidentity:\n",
            "routes: []\npolicies: []\n", "listen: {}\naudit: {}"})
    void withoutAnythingTheDefaultsHoldAndNothingIsRouted(String text) throws IOException {
        PosternConfig config = read(text).config();
        assertEquals(List.of(), config.routes());
        assertEquals(List.of(), config.policies());
        assertEquals(List.of(), config.upstreams());
        assertEquals(new Endpoint("0.0.0.0", 8443), config.listen().ingress().address().value());
        assertEquals(IngressConfig.TlsVersion.TLS_1_2, config.listen().ingress().minimumTls());
        assertEquals(List.of(), config.listen().ingress().trustedHops().from());
        assertEquals(new IngressConfig.Bounds(8192, 32_768, 100, 10 << 20, 20_000, 1000, 100, 1000, 64), config.listen().ingress().bounds());
        assertEquals(new IngressConfig.Timeouts(seconds(10), seconds(10), seconds(30), seconds(60), seconds(30)),
                config.listen().ingress().timeouts());
        assertEquals(new ListenConfig.AdminConfig(Located.of(new Endpoint("127.0.0.1", 9443)), Optional.empty(), Optional.empty(), 5, Optional.empty()), config.listen().admin());
        assertEquals(new IdentityConfig.SessionsConfig(Duration.ofHours(1), Duration.ofHours(12), Duration.ofMinutes(15),
                IdentityConfig.SessionsConfig.DeviceBinding.WHEN_PRESENT, 100_000, 50), config.identity().sessions());
        assertEquals(new IdentityConfig.AssertionConfig("postern", Optional.empty(), seconds(60)), config.identity().assertion());
        assertEquals(new DevicesConfig(List.of()), config.devices());
        assertEquals(new MeshConfig(Optional.empty(), List.of(), Optional.empty()), config.mesh());
        assertEquals(new AuditConfig(List.of(), AuditConfig.OnFull.REFUSE, 10_000, 1_000, 50), config.audit());
    }

    @Test
    void servingNeedsACertificateAndSaysSo() throws IOException {
        LoadedConfig nothing = read("");
        InvalidConfigException invalid = assertThrows(InvalidConfigException.class, nothing::requireServable);
        assertEquals(new Position(folder.resolve("postern.yaml").toString(), 1, 1), invalid.problems().getFirst().at());
        assertTrue(invalid.problems().getFirst().hint().contains("tls: {cert: "), "says what to add");
        LoadedConfig small = ConfigReader.read(GoldenErrorsTest.CASES.resolve("valid-small/postern.yaml"), NOTHING_SET);
        assertEquals(small, small.requireServable());
    }

    @Test
    void shortFormsMeanTheSame() {
        PosternConfig config = ConfigReader.read(GoldenErrorsTest.CASES.resolve("valid-small/postern.yaml"), NOTHING_SET).config();
        assertEquals(1, config.listen().ingress().certificates().size());
        RouteConfig ledger = config.routes().getFirst();
        assertEquals("ledger", ledger.title());
        assertEquals("ledger", ledger.audience());
        assertEquals("ledger.corp.test", ledger.match().hosts().getFirst().value());
        assertEquals("/", ledger.match().path().value().value());
        assertTrue(ledger.listed());
        assertFalse(ledger.api());
        assertEquals(RouteConfig.Discoverable.PERMITTED, ledger.discoverable());
        assertEquals(RouteConfig.HeaderEdits.none(), ledger.requestHeaders());
        assertEquals(List.of("GET"), config.routes().get(1).match().methods());
        assertEquals(302, config.routes().get(2).redirect().orElseThrow().status());
        PolicyConfig finance = config.policies().getFirst();
        assertEquals(List.of("finance"), finance.from().groups());
        assertEquals("ledger", finance.routes().getFirst().value());
        assertEquals(PolicyConfig.Mode.ENFORCE, finance.mode());
    }

    @Test
    void aRouteInheritsTheTimesItDoesNotName() {
        PosternConfig config = ConfigReader.read(GoldenErrorsTest.CASES.resolve("valid-small/postern.yaml"), NOTHING_SET).config();
        assertEquals(Optional.of(new UpstreamConfig.Timeouts(seconds(5), Duration.ofMinutes(10), Duration.ofHours(1))),
                config.routes().getFirst().timeouts());
        assertEquals(Optional.of(new UpstreamConfig.Timeouts(seconds(5), Duration.ofMinutes(10), Duration.ZERO)), config.routes().get(1).timeouts(),
                "an alias repeats a value");
        assertEquals(Optional.empty(), config.routes().get(2).timeouts());
    }

    @Test
    void includedListsAreJoinedInReadingOrder() {
        Path cases = GoldenErrorsTest.CASES.resolve("valid-includes");
        LoadedConfig loaded = ConfigReader.read(cases.resolve("postern.yaml"), NOTHING_SET);
        assertEquals(List.of("a", "b"), loaded.config().routes().stream().map(route -> route.name().value()).toList());
        assertEquals(List.of("one", "two"), loaded.config().upstreams().stream().map(upstream -> upstream.name().value()).toList());
        assertEquals(cases.resolve("conf.d/20.yaml").toString(), loaded.config().routes().get(1).name().at().file());
        assertEquals(cases.resolve("bundle.pem").toAbsolutePath(), loaded.config().mesh().trust().getFirst().value(),
                "relative to the file that names it");
        Set<Path> watched = Set.of("postern.yaml", "conf.d", "conf.d/10.yaml", "conf.d/20.yaml", "more/extra.yaml", "more/nested.yaml",
                "bundle.pem").stream()
                .map(name -> cases.resolve(name).toAbsolutePath()).collect(Collectors.toSet());
        assertEquals(watched, loaded.files());
    }

    @Test
    void positionsAreWhereValuesStand() throws IOException {
        PosternConfig config = read("# é\n\nupstreams:\n  - name:   ledger\n    url: 'http://localhost:1'\n").config();
        String file = folder.resolve("postern.yaml").toString();
        assertEquals(new Position(file, 4, 13), config.upstreams().getFirst().name().at());
        assertEquals(new Position(file, 5, 10), config.upstreams().getFirst().urls().getFirst().at());
    }

    @Test
    void theVersionNamesTheContentOfConfigurationFilesAlone() throws IOException {
        write("secret.txt", "one");
        String text = "include: more.yaml\n" + WITH_SECRET;
        write("more.yaml", "audit: {queue: 5}\n");
        String version = read(text).version();
        assertTrue(version.matches("[0-9a-f]{16}"), version);
        write("secret.txt", "two");
        assertEquals(version, read(text).version(), "a new secret is no new policy");
        assertNotEquals(version, read(text + "# a comment\n").version());
        write("more.yaml", "audit: {queue: 6}\n");
        assertNotEquals(version, read(text).version());
        write("more.yaml", "audit: {queue: 5}\n");
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        for (String name : List.of("postern.yaml", "more.yaml", "secret.txt")) {
            Files.copy(folder.resolve(name), elsewhere.resolve(name));
        }
        assertEquals(version, ConfigReader.read(elsewhere.resolve("postern.yaml"), NOTHING_SET).version(), "the same on every machine");
    }

    @Test
    void aSecretLosesOneLineEndAndIsNeverShown() throws IOException {
        write("secret.txt", " s p\u00e4ce \r\n");
        LoadedConfig loaded = read(WITH_SECRET);
        assertEquals(" s p\u00e4ce ", loaded.config().identity().providers().getFirst().clientSecret().orElseThrow().reveal());
        assertFalse(loaded.toString().contains("p\u00e4ce"));
        assertTrue(loaded.toString().contains("***"));
    }

    @Test
    void aSecondNameForAFileHidesNothing() throws IOException {
        write("more.yaml", "audit: {queue: 5}\n");
        Files.createSymbolicLink(folder.resolve("same.yaml"), folder.resolve("more.yaml"));
        assertProblem("include: [more.yaml, same.yaml]", "included twice");
        Files.createSymbolicLink(folder.resolve("again.yaml"), folder.resolve("postern.yaml"));
        assertProblem("include: again.yaml", "includes itself");
    }

    @Test
    void whatIsMissingOrNoFileIsAProblem() throws IOException {
        InvalidConfigException missing = assertThrows(InvalidConfigException.class,
                () -> ConfigReader.read(folder.resolve("none.yaml"), NOTHING_SET));
        assertTrue(missing.problems().getFirst().message().contains("no file"), missing.getMessage());
        InvalidConfigException directory = assertThrows(InvalidConfigException.class, () -> ConfigReader.read(folder, NOTHING_SET));
        assertTrue(directory.problems().getFirst().message().contains("not a file"), directory.getMessage());
        assertProblem("include: /", "not a file");
        assertProblem("include: /dev/zero", "not a file");
        assertProblem("include: \"a\\0b\"", "control character");
    }

    @Test
    void sizesAreBounded() throws IOException {
        assertProblem("#" + "x".repeat(ConfigFiles.MAX_FILE_BYTES), "larger than 8 MiB");
        String almost = "#" + "x".repeat(ConfigFiles.MAX_FILE_BYTES - 1);
        for (int i = 0; i < 4; i++) {
            write("big" + i + ".yaml", almost);
        }
        assertProblem("include: big*.yaml", "larger than 32 MiB");
        assertEquals(List.of(), read(almost).config().routes());
    }

    @Test
    void numbersOfFilesAndNodesAreBounded() throws IOException {
        for (int i = 0; i < ConfigFiles.MAX_FILES; i++) {
            write("f%04d.yaml".formatted(i), "");
        }
        assertProblem("include: f*.yaml", "more than 1000 files");
        assertProblem("a: [" + "x,".repeat(YamlParser.MAX_NODES) + "]", "more than 1000000 nodes");
        assertProblem("a: " + "[".repeat(500_000), "nested deeper");
        assertProblem("a: " + "{b: ".repeat(500_000), "nested deeper");
        assertProblem("- ".repeat(500_000), "nested deeper");
    }

    @Test
    void tenThousandRoutesAreReadAndChecked() throws IOException {
        String routes = IntStream.range(0, 10_000).mapToObj(i -> "  - {name: r%d, host: h%d.test, upstream: u%d, limits: [l]}".formatted(i, i,
                i % 100)).collect(Collectors.joining("\n"));
        String upstreams = IntStream.range(0, 100).mapToObj(i -> "  - {name: u%d, url: http://localhost:%d}".formatted(i,
                i + 1)).collect(Collectors.joining("\n"));
        LoadedConfig loaded = read("limits: [{name: l, by: user, concurrency: 1}]\nupstreams:\n" + upstreams + "\nroutes:\n" + routes + "\n");
        assertEquals(10_000, loaded.config().routes().size());
        String broken = routes.replace("upstream: u", "upstream: v");
        InvalidConfigException invalid = assertThrows(InvalidConfigException.class,
                () -> read("upstreams:\n" + upstreams + "\nroutes:\n" + broken + "\n"));
        assertEquals(20_000, invalid.problems().size(), "every problem of every route");
    }

    /** Whatever the file holds: it is read, or refused with problems; nothing else escapes. */
    @Test
    void damagedFilesAreRefusedInOrder() throws IOException {
        byte[] whole = Files.readAllBytes(GoldenErrorsTest.CASES.resolve("valid-complete/postern.yaml"));
        byte[] spice = "{}[]:,-#&*!|>'\"%@`\t\n ~?\\0a\u00e9".getBytes(StandardCharsets.UTF_8);
        Random random = new Random(20_260_203);
        ProblemPrinter printer = new ProblemPrinter(Colour.NEVER);
        int refused = 0;
        for (int round = 0; round < 120; round++) {
            byte[] damaged = whole.clone();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                damaged[random.nextInt(damaged.length)] = random.nextInt(4) == 0 ? (byte) random.nextInt(256) : spice[random.nextInt(spice.length)];
            }
            Path file = Files.write(folder.resolve("damaged.yaml"), damaged);
            try {
                ConfigReader.read(file, NOTHING_SET);
            } catch (InvalidConfigException invalid) {
                refused++;
                assertFalse(printer.print(invalid.problems()).isEmpty());
            }
        }
        assertEquals(120, refused, "its files are not here, so none of these can be read");
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private LoadedConfig read(String text) throws IOException {
        write("postern.yaml", text);
        return ConfigReader.read(folder.resolve("postern.yaml"), NOTHING_SET);
    }

    private void assertProblem(String text, String message) {
        InvalidConfigException invalid = assertThrows(InvalidConfigException.class, () -> read(text));
        assertTrue(invalid.problems().stream().anyMatch(problem -> problem.message().contains(message)),
                invalid.getMessage().lines().limit(3).toList().toString());
    }
}
