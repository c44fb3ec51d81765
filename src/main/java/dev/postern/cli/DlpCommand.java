package dev.postern.cli;

import dev.postern.config.InvalidConfigException;
import dev.postern.config.Problems;
import dev.postern.detect.InfoType;
import dev.postern.dlp.ContentScan;
import dev.postern.lexicon.ExactIndexer;
import dev.postern.lexicon.ExactKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "dlp", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "(scan | types | index)",
        description = "Looks for sensitive data in files, lists what can be found, makes indexes of your own data.")
final class DlpCommand implements Runnable {

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "scan, types or index?");
    }

    @Command(name = "scan", mixinStandardHelpOptions = true, sortOptions = false,
            description = "Prints what is found, masked, with its place. Exits 1 when something was found, so that a build can stop there.")
    int scan(@Option(names = "--types", split = ",", paramLabel = "TYPE", description = "info types, categories or all; by default what should be nowhere: financial, government-id, health, credential")
                    List<String> types,
            @Option(names = "--threshold", paramLabel = "N", defaultValue = "60", description = "from which confidence on, 1 to 100 (default: ${DEFAULT-VALUE})") int threshold,
            @Option(names = "--gitleaks", paramLabel = "FILE", description = "rules for credentials in gitleaks' format, in place of those built in") Path gitleaks,
            @Option(names = "--json", description = "a line of JSON for each finding") boolean json,
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "files, directories (but for links and .git in them), or - for standard input") List<Path> paths) throws IOException {
        if (threshold < 1 || threshold > 100) {
            throw new ParameterException(spec.commandLine(), "--threshold is 1 to 100, not " + threshold);
        }
        try {
            ContentScan scan = ContentScan.of(types == null ? List.of() : types, threshold, Optional.ofNullable(gitleaks));
            return new FileScan(scan, spec.commandLine().getOut(), json ? FileScan.Style.JSON : FileScan.Style.TEXT, ProgressLine.onTerminal()).run(paths);
        } catch (InvalidConfigException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
    }

    @Command(name = "types", mixinStandardHelpOptions = true, description = "Lists the info types that are built in, by category.")
    int types() {
        PrintWriter out = spec.commandLine().getOut();
        ContentScan.types().stream().sorted(Comparator.comparing(InfoType::category).thenComparing(InfoType::name))
                .forEach(type -> out.printf("%-14s %-44s %s%n", type.category().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), type.name(), type.title()));
        out.flush();
        return 0;
    }

    @Command(name = "index", mixinStandardHelpOptions = true, sortOptions = false,
            description = "Makes an index of salted hashes of a table, by which its values are found in traffic without being anywhere.")
    int index(@Option(names = "--key", required = true, paramLabel = "FILE", description = "the key: 32 octets in base64 (openssl rand -base64 32)") Path key,
            @Option(names = "--out", required = true, paramLabel = "FILE", description = "the index") Path out,
            @Option(names = "--columns", split = ",", paramLabel = "NAME", description = "these alone; all by default") List<String> columns,
            @Option(names = "--separator", paramLabel = "CHAR", defaultValue = ",", description = "between values (default: ${DEFAULT-VALUE})") char separator,
            @Parameters(paramLabel = "FILE", description = "CSV whose first line names the columns") Path csv) throws IOException {
        Problems problems = new Problems();
        Optional<ExactKey> secret = ExactKey.read(key, problems);
        problems.throwIfAny();
        ExactIndexer.Made made = new TableIndexing(csv, ProgressLine.onTerminal()).make(separator, columns == null ? List.of() : columns, secret.orElseThrow(), out);
        spec.commandLine().getOut().printf("%s: %d rows, %d values; %d too short or too long were left out%n", out, made.rows(), made.values(), made.leftOut());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
