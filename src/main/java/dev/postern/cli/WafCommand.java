package dev.postern.cli;

import dev.postern.audit.Segments;
import dev.postern.config.ConfigReader;
import dev.postern.config.Environment;
import dev.postern.config.PosternConfig;
import dev.postern.config.Problems;
import dev.postern.firewall.Exclusions;
import dev.postern.firewall.Firewall;
import dev.postern.firewall.Trial;
import dev.postern.waf.RuleMatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "waf", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "(explain | exclusions)",
        description = "Says what the firewall's rules find in a request, and which exclusions would be enough.")
final class WafCommand implements Runnable {

    private static final int MOST_LINE = 1 << 20;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "explain or exclusions?");
    }

    @Command(name = "explain", mixinStandardHelpOptions = true,
            description = {"Puts a request to a profile as the gateway would: content codings are decoded, the profile's request-body limit, beyond and inspect count. Prints which rules matched where, and the "
                    + "narrowest exclusions found with which it passes: they were tried.", "Exits 1 when it would be refused."})
    int explain(@Mixin ConfigOption config, @Option(names = "--profile", paramLabel = "NAME", description = "the first one by default") String profile,
            @Parameters(paramLabel = "FILE", description = "a request of HTTP/1.1 as it would be sent; - for standard input") Path request) throws IOException {
        PosternConfig read = ConfigReader.read(config.file, Environment.system()).config();
        Problems problems = new Problems();
        Firewall firewall = Firewall.empty(InstantSource.system()).next(read, problems);
        problems.throwIfAny();
        if (read.waf().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "the configuration has no firewall profile");
        }
        byte[] raw = request.toString().equals("-") ? System.in.readAllBytes() : Files.readAllBytes(request);
        try {
            return print(firewall.explain(profile == null ? read.waf().getFirst().name().value() : profile, raw));
        } catch (IllegalArgumentException unusable) {
            throw new ParameterException(spec.commandLine(), unusable.getMessage());
        }
    }

    private int print(Trial trial) {
        PrintWriter out = spec.commandLine().getOut();
        for (RuleMatch match : trial.matches()) {
            out.printf("%-8d %s%n         at %s: %s%n         %s%n", match.ruleId(), Exclusions.visible(match.message()), Exclusions.visible(match.variable()), Exclusions.visible(match.value()),
                    match.place());
        }
        trial.notes().forEach(note -> out.println("note: " + Exclusions.visible(note)));
        out.println(trial.refusal().map(why -> "refused " + (why.startsWith("by rule ") ? why : "without a rule: " + why))
                .orElse(trial.matches().isEmpty() ? "passes: no rule matched" : "passes"));
        trial.unusable().forEach(out::println);
        if (!trial.exclusions().isEmpty()) {
            out.println("with these exclusions it passes:");
            trial.exclusions().forEach(line -> out.println("  " + line));
        } else if (trial.refusal().isPresent()) {
            out.println("no exclusions were found with which it passes");
        }
        out.flush();
        return trial.refusal().isPresent() ? CommandLineOf.FAILED : 0;
    }

    @Command(name = "exclusions", mixinStandardHelpOptions = true,
            description = {"Proposes the narrowest exclusions from an audit trail: each rule that weighed something or refused, at each place, with how often and on which routes.",
                "Read before you copy: an attack matches too, and an exclusion holds on all routes of the profile. postern waf explain tries them on a request."})
    int exclusions(@Option(names = "--least", paramLabel = "N", defaultValue = "1", description = "leaves out what matched less often (default: ${DEFAULT-VALUE})") long least,
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "files of the audit trail, compressed or not") List<Path> files) throws IOException {
        RecordedHits hits = new RecordedHits();
        for (Path file : files) {
            try (BufferedReader trail = new BufferedReader(new InputStreamReader(Segments.open(file), StandardCharsets.UTF_8))) {
                trail.lines().filter(line -> line.length() < MOST_LINE && (line.contains("\"findings\":[") || line.contains(" of the firewall"))).forEach(hits::take);
            }
        }
        hits.print(least, spec.commandLine().getOut());
        return 0;
    }
}
