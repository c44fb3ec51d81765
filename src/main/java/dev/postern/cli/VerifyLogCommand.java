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

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            Verification found = LogVerifier.verify(files, new LogVerifier.Options(Optional.ofNullable(expectedHead), this::progress));
            (found.intact() ? out : err).println(found.summary());
            return found.intact() ? 0 : CommandLineOf.FAILED;
        } catch (AuditException unreadable) {
            err.println("postern: " + unreadable.getMessage());
            return CommandLineOf.MISSING;
        }
    }

    /** Only people wait; a pipe gets the result alone. */
    private void progress(LogVerifier.Progress progress) {
        if (System.console() != null && System.console().isTerminal()) {
            System.err.printf("\r%d %% of %d MB, %d events", progress.bytes() * 100 / Math.max(1, progress.ofBytes()), progress.ofBytes() >> 20, progress.lines());
        }
    }
}
