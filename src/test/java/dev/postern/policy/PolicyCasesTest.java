package dev.postern.policy;

import static dev.postern.policy.RuleSpec.allow;
import static dev.postern.policy.RuleSpec.deny;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.PolicyConfig.DeviceCondition;
import dev.postern.config.PolicyConfig.TimeWindow;
import dev.postern.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCasesTest {

    private static final Path FOLDER = Path.of("src/test/resources/dev/postern/policy");

    private static final World WORLD = World.of(
            allow("finance").groups("finance").claim("org.level", "3").device(DeviceCondition.ENROLLED).attribute("unit", "finance")
            .networks("10.0.0.0/8"),
            allow("ops").users("root").providers("corp").header("x-ticket", "T-1", "T-2").methods("POST"),
            allow("jobs").workloads("spiffe://corp.test/ns/jobs/*"),
            allow("night").users("owl").time(new TimeWindow(Set.of(), LocalTime.of(22, 0), LocalTime.of(6, 0), ZoneId.of("UTC"))),
            deny("no-export").paths("/export/*"));

    @TempDir
    Path folder;

    @Test
    void everyCaseOfTheExampleComesOutAsExpected() {
        Problems problems = new Problems();
        List<CaseResult> results = PolicyCases.read(FOLDER.resolve("cases.yaml"), problems).run(WORLD.routes(), WORLD.policy());
        assertEquals(List.of(), problems.list());
        assertEquals(13, results.size());
        assertEquals(List.of(), results.stream().filter(r -> !r.passed()).map(r -> r.tested().name() + r.differences()).toList());
    }

    @Test
    void aCaseThatComesOutOtherwiseSaysHow() throws IOException {
        Path file = write("""
                cases:
                  - name: wrong in every way
                    request: {url: https://app.test/export/x}
                    principal: {workload: spiffe://corp.test/ns/jobs/a}
                    expect: {decision: allow, rule: jobs, reason: device.required, route: other}
                  - name: no such host
                    request: {url: https://nowhere.test/}
                    expect: {decision: deny, reason: policy.denied, route: app}
                  - name: right
                    request: {url: https://nowhere.test/}
                    expect: {decision: deny, reason: route.not-found}
                """);
        Problems problems = new Problems();
        List<CaseResult> results = PolicyCases.read(file, problems).run(WORLD.routes(), WORLD.policy());
        assertEquals(List.of(), problems.list());
        assertEquals(List.of("decision: expected allow, was deny", "rule: expected jobs, was no-export",
                "reason: expected device.required, was policy.denied",
                "route: expected other, was app"), results.getFirst().differences());
        assertEquals(List.of("reason: expected policy.denied, was route.not-found", "route: expected app, was none"), results.get(1).differences());
        assertTrue(results.get(2).passed());
        assertEquals(2, results.getFirst().tested().at().line());
    }

    @Test
    void mistakesAreReportedAtOnceWhereTheyStand() throws IOException {
        Problems problems = new Problems();
        PolicyCases.read(FOLDER.resolve("cases-wrong.yaml"), problems);
        String seen = problems.list().stream().map(p -> p.at().line() + ":" + p.at().column() + " " + p.message()
                + (p.hint().isEmpty() ? "" : " [" + p.hint() + "]") + "\n")
                .collect(Collectors.joining());
        assertEquals(Files.readString(FOLDER.resolve("cases-wrong.expected.txt")), seen);
    }

    @Test
    void whatIsNoFileOfCasesIsReported() throws IOException {
        for (String text : List.of("", "cases: []", "cases: {}", "cases", "cases:\n  - [", "- a", "a: b")) {
            Problems problems = new Problems();
            assertEquals(List.of(), PolicyCases.read(write(text), problems).list(), text);
            assertTrue(!problems.isEmpty(), text);
        }
        Problems problems = new Problems();
        PolicyCases.read(folder.resolve("missing.yaml"), problems);
        assertEquals(1, problems.list().size());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("cases.yaml"), text);
    }
}
