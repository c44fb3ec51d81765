package dev.postern.cli;

import dev.postern.config.Problems;
import dev.postern.gateway.Blueprint;
import dev.postern.policy.CaseResult;
import dev.postern.policy.ExplanationPrinter;
import dev.postern.policy.PolicyCases;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "test", mixinStandardHelpOptions = true, description = "Runs policy cases: request, principal, device and the decision they must get. Exits 1 when any fails.")
final class TestCommand implements Callable<Integer> {

    @Mixin
    ConfigOption config;
    @Option(names = {"-v", "--verbose"}, description = "explain the decision of every failing case")
    boolean verbose;
    @Parameters(paramLabel = "CASES", description = "a YAML file of cases (docs/policy.md)")
    Path cases;
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Blueprint blueprint = Blueprint.read(config.file, Blueprint.Ground.system());
        Problems problems = new Problems();
        PolicyCases read = PolicyCases.read(cases, problems);
        problems.throwIfAny();
        List<CaseResult> results = read.run(blueprint.routes(), blueprint.policy());
        results.forEach(this::print);
        long failed = results.stream().filter(result -> !result.passed()).count();
        spec.commandLine().getOut().printf("%d passed, %d failed%n", results.size() - failed, failed);
        return failed == 0 && !results.isEmpty() ? 0 : CommandLineOf.FAILED;
    }

    private void print(CaseResult result) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s %s%n", result.passed() ? "ok  " : "FAIL", result.tested().name());
        result.differences().forEach(difference -> out.println("     " + difference));
        if (verbose && !result.passed()) {
            result.explanation().ifPresent(explanation -> ExplanationPrinter.print(explanation).lines().forEach(line -> out.println("     " + line)));
        }
    }
}
