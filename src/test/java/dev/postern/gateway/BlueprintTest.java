package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.cli.Commands;
import dev.postern.config.InvalidConfigException;
import dev.postern.config.Problem;
import dev.postern.demo.DemoPki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only the parts together find wrong is reported at its place, all at once. */
final class BlueprintTest {

    @TempDir
    Path dir;

    /** The caret stands under the word, however the condition is quoted. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "nobody.name == 'x' | 4:11",
        "\"nobody.name == 'x'\" | 4:12",
        "'nobody.name == \"x\"' | 4:12",
        "BLOCK\\n\\n        nobody.name == 'x' | 6:9",
        "FOLDED\\n      nobody.name == 'x' | 5:7",
        "BLOCK\\n      true &&\\n      nobody.name == 'x' | 6:7"})
    void aConditionThatIsWrongIsShownWhereItIsWrong(String when, String place) throws IOException {
        String text = when.replace("BLOCK", "|").replace("FOLDED", ">").replace("\\n", "\n");
        List<Problem> problems = problems("policies:\n  - name: x\n    effect: allow\n    when: " + text + "\n");
        assertEquals(List.of(place), problems.stream().map(problem -> problem.at().line() + ":" + problem.at().column()).toList());
    }

    private List<Problem> problems(String yaml) throws IOException {
        Path file = Files.writeString(dir.resolve("postern.yaml"), yaml);
        try {
            Blueprint.read(file, Blueprint.Ground.system());
            return List.of();
        } catch (InvalidConfigException invalid) {
            return invalid.problems();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{} | zone: here | 1",
        "{zone: here} | zone: here | 0",
        "{zone: elsewhere} | zone: here | 0",
        "{} | weight: 2 | 0"})
    void zonesOfEndpointsWithoutOneOfTheGatewayAreDoubtful(String mesh, String endpoint, int notes) throws IOException {
        DemoPki.write(dir, InstantSource.system());
        Path file = Files.writeString(dir.resolve("postern.yaml"), """
                listen: {ingress: {tls: {cert: ingress.pem, key: ingress-key.pem}}}
                mesh: %s
                upstreams:
                  - {name: plain, url: "http://127.0.0.1:1"}
                  - {name: app, endpoints: [{url: "http://127.0.0.1:2"}, {url: "http://127.0.0.1:3", %s}]}
                """.formatted(mesh, endpoint));
        List<Problem> doubts = Blueprint.read(file, Blueprint.Ground.system()).doubts();
        assertEquals(notes, doubts.size(), doubts.toString());
        Commands.Ran checked = Commands.run("check", "--config", file.toString());
        assertEquals(0, checked.exit(), checked.err());
        assertEquals(notes, checked.out().lines().filter(line -> line.equals("note: " + file + ":5:64: endpoints of the upstream app have zones, and mesh.zone does not say "
                + "where this gateway is: zones mean nothing (mesh: {zone: …})")).count(), checked.out());
    }

    /** The file of ModSecurity's own distribution begins so; whoever takes it over is told that nothing is refused. */
    @Test
    void aFirewallThatOnlyDetectsBecauseItsFilesSaySoIsToldWithTheLine() throws IOException {
        DemoPki.write(dir, InstantSource.system());
        Path rules = Files.writeString(dir.resolve("own.conf"), "# as it came\nSecRuleEngine DetectionOnly\n");
        Path file = Files.writeString(dir.resolve("postern.yaml"), """
                listen: {ingress: {tls: {cert: ingress.pem, key: ingress-key.pem}}}
                waf: [{name: own, rules: [own.conf]}]
                """);
        Commands.Ran checked = Commands.run("check", "--config", file.toString());
        assertEquals(0, checked.exit(), checked.err());
        assertEquals(1, checked.out().lines().filter(line -> line.equals("note: " + rules + ":2:1: the firewall profile own refuses nothing: it has no mode, so that SecRuleEngine "
                + "DetectionOnly counts (mode: enforce, or mode: report)")).count(), checked.out());
    }

    @Test
    void aKeyThatIsNoneOfTheAdminListenersCertificateIsShown() throws IOException {
        DemoPki.write(dir, InstantSource.system());
        List<Problem> problems = problems("""
                listen:
                  ingress: {tls: {cert: ingress.pem, key: ingress-key.pem}}
                  admin: {address: "127.0.0.1:9443", tls: {cert: ingress.pem, key: gateway-key.pem}}
                """);
        assertEquals(List.of("3:50"), problems.stream().map(problem -> problem.at().line() + ":" + problem.at().column()).toList(), problems.toString());
        assertTrue(problems.getFirst().message().contains("gateway-key.pem"), problems.toString());
    }

    @Test
    void aCertificateThatIsNoAuthorityIsShownWhereItIsNamed() throws IOException {
        DemoPki.write(dir, InstantSource.system());
        List<Problem> problems = problems("""
                listen: {ingress: {tls: {cert: ingress.pem, key: ingress-key.pem}}}
                identity:
                  workloads:
                    - {trust-domain: demo.test, bundle: mesh-ca.pem}
                    - {trust-domain: more.test, bundle: ingress.pem}
                    - {trust-domain: other.test, bundle: gateway.pem}
                """);
        assertEquals(List.of("5:41", "6:42"), problems.stream().map(problem -> problem.at().line() + ":" + problem.at().column()).toList(), problems.toString());
        assertTrue(problems.getFirst().message().contains("no authority"), problems.toString());
    }

    @Test
    void everyPartReportsAtOnce() {
        InvalidConfigException invalid = assertThrows(InvalidConfigException.class, () -> {
            Path file = Files.writeString(dir.resolve("postern.yaml"), """
                    listen: {ingress: {tls: {cert: cert.pem, key: key.pem}}}
                    policies:
                      - {name: a, effect: allow, when: "nobody"}
                    routes:
                      - {name: b, host: b.test, redirect: {path: /x}, inspect: {waf: crs}}
                    """);
            Files.writeString(dir.resolve("cert.pem"), "nonsense");
            Files.writeString(dir.resolve("key.pem"), "nonsense");
            Blueprint.read(file, Blueprint.Ground.system());
        });
        List<Integer> lines = invalid.problems().stream().map(problem -> problem.at().line()).sorted().toList();
        assertEquals(List.of(1, 3, 5), lines, invalid.getMessage());
    }
}
