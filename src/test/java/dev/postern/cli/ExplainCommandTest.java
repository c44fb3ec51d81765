package dev.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.demo.DemoPki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code postern explain}: every part of the question counts, or is refused. */
class ExplainCommandTest {

    private static final int MISUSED = 2;

    @TempDir
    Path dir;
    private Path config;

    @BeforeEach
    void config() throws IOException {
        DemoPki.write(dir, InstantSource.system());
        config = Files.writeString(dir.resolve("postern.yaml"), """
                listen: {ingress: {tls: {cert: ingress.pem, key: ingress-key.pem}}}
                upstreams: [{name: app, url: "http://127.0.0.1:1"}]
                routes: [{name: app, host: app.test, path: /, upstream: app}]
                policies:
                  - {name: laptop, effect: allow, routes: [app], from: {groups: [staff], device: enrolled}, when: "device.id == 'laptop-17' && device.authority == 'corp'"}
                  - {name: lost, effect: allow, routes: [app], from: {users: [carol]}, when: "device.state == 'revoked' && device.id == 'laptop-17' && device.authority == 'corp'"}
                """);
    }

    private Commands.Ran explain(String options) {
        List<String> all = new ArrayList<>(List.of("explain", "--config", config.toString()));
        all.addAll(List.of(options.split(" ")));
        all.addAll(List.of("GET", "https://app.test/"));
        return Commands.run(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "--groups staff                                          | --groups, --claim and --provider go with --user",
        "--claim tenant=a                                        | --groups, --claim and --provider go with --user",
        "--provider corp                                         | --groups, --claim and --provider go with --user",
        "--workload spiffe://demo.test/a --groups staff          | --groups, --claim and --provider go with --user",
        "--workload spiffe://demo.test/a --user alice            | either --user or --workload asks",
        "--user alice --device-attribute a=b                     | --device-attribute goes with --device enrolled or undetermined",
        "--user alice --device none --device-attribute a=b       | --device-attribute goes with --device enrolled or undetermined",
        "--user alice --device unknown --device-attribute a=b    | --device-attribute goes with --device enrolled or undetermined",
        "--user alice --device revoked --device-attribute a=b    | --device-attribute goes with --device enrolled or undetermined",
        "--user alice --device expired --device-attribute a=b    | --device-attribute goes with --device enrolled or undetermined",
        "--user alice --device-id laptop-17                      | --device-id and --device-authority go with --device enrolled, undetermined, revoked or expired",
        "--user alice --device unknown --device-authority corp   | --device-id and --device-authority go with --device enrolled, undetermined, revoked or expired",
        "--user alice --device enroled                           | 'enroled' is no state of a device: enrolled, undetermined, revoked, expired, unknown or none"})
    void whatNothingLooksAtIsAMisuse(String options, String why) {
        Commands.Ran ran = explain(options);
        assertEquals(MISUSED, ran.exit(), ran.out() + ran.err());
        assertEquals(why, ran.err().lines().findFirst().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"enrolled", "undetermined"})
    void attributesAreOfADeviceThatIsVouchedFor(String state) {
        Commands.Ran ran = explain("--user alice --device " + state + " --device-attribute a=b");
        assertEquals(CommandLineOf.FAILED, ran.exit(), ran.err());
        assertTrue(ran.out().contains("refused"), ran.out());
    }

    @Test
    void rulesThatAskForADeviceByNameCanBeTried() {
        assertEquals(0, explain("--user alice --groups staff --device enrolled --device-id laptop-17 --device-authority corp").exit());
        assertEquals(1, explain("--user alice --groups staff --device enrolled --device-id laptop-18 --device-authority corp").exit());
        assertEquals(1, explain("--user alice --groups staff --device enrolled --device-id laptop-17").exit());
        assertEquals(0, explain("--user carol --device revoked --device-id laptop-17 --device-authority corp").exit());
        assertEquals(1, explain("--user carol --device expired --device-id laptop-17 --device-authority corp").exit());
    }
}
