package dev.postern.cli;

import dev.postern.audit.AuditException;
import dev.postern.audit.LogVerifier;
import dev.postern.audit.Verification;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "verify-log", mixinStandardHelpOptions = true, description = "Checks an audit trail from its first line to its last; exits 1 at any edit, cut or gap.")
final class VerifyLogCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "the file being written, which stands for the full ones beside it too; the directory; or all files, in any order")
    List<Path> files;
    @Option(names = "--expect-head", paramLabel = "HASH", description = "a hash noted earlier, which must be that of some line")
    String expectedHead;
    @Spec
    CommandSpec spec;
    private final ProgressLine waiting;

    VerifyLogCommand() {
        this(ProgressLine.onTerminal());
    }

    VerifyLogCommand(ProgressLine waiting) {
        this.waiting = waiting;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            Verification found = LogVerifier.verify(files, new LogVerifier.Options(Optional.ofNullable(expectedHead), this::progress));
            waiting.wipe();
            (found.intact() ? out : err).println(found.summary());
            return found.intact() ? 0 : CommandLineOf.FAILED;
        } catch (AuditException unreadable) {
            waiting.wipe();
            err.println("postern: " + unreadable.getMessage());
            return CommandLineOf.MISSING;
        }
    }

    private void progress(LogVerifier.Progress progress) {
        waiting.show("%d %% of %d MB, %d events".formatted(progress.bytes() * 100 / Math.max(1, progress.ofBytes()), progress.ofBytes() / 1_000_000, progress.lines()));
    }
}
