package dev.postern.cli;

import dev.postern.config.Colour;
import dev.postern.config.InvalidConfigException;
import dev.postern.config.ProblemPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * The command line and what its exit codes mean: 0 done, 1 the input is wrong or a check failed, 2 the command itself was misused,
 * 3 something needed is not there, 70 a fault of ours.
 */
final class CommandLineOf {

    static final int FAILED = 1;
    static final int MISSING = 3;
    static final int SOFTWARE = 70;
    /** The server ran and has been shut down in order: the runtime exits by itself. */
    static final int SERVED = -1;

    private CommandLineOf() {}

    static CommandLine postern() {
        CommandLine postern = new CommandLine(new PosternCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(CommandLineOf::explain);
        namesMayBeginWithAHyphen(postern.getSubcommands().get("revoke"));
        namesMayBeginWithAHyphen(postern.getSubcommands().get("sessions").getSubcommands().get("revoke"));
        return postern;
    }

    /** Ids and thumbprints are base64url; a mistyped option is one argument too many there. */
    private static void namesMayBeginWithAHyphen(CommandLine command) {
        command.setUnmatchedOptionsArePositionalParams(true);
    }

    private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
        boolean colours = command.getColorScheme().ansi().enabled();
        switch (failure) {
            case InvalidConfigException invalid ->
                command.getErr().print(new ProblemPrinter(colours ? Colour.ANSI : Colour.NEVER).print(invalid.problems()));
            case AdminClient.WrongException wrong -> command.getErr().println("postern: " + wrong.getMessage());
            case IOException io -> {
                command.getErr().println("postern: " + said(io));
                return MISSING;
            }
            case UncheckedIOException io -> {
                command.getErr().println("postern: " + said(io));
                return MISSING;
            }
            default -> {
                command.getErr().println("postern: an unexpected fault: " + failure);
                failure.printStackTrace(command.getErr()); // lint: allowed, a fault of ours on a terminal
                return SOFTWARE;
            }
        }
        command.getErr().flush();
        return FAILED;
    }

    /** What was tried, where it says so itself, and why it failed. */
    private static String said(UncheckedIOException failure) {
        IOException cause = failure.getCause();
        boolean silent = failure.getMessage() == null || failure.getMessage().equals(cause.toString());
        return silent ? said(cause) : failure.getMessage() + ": " + said(cause);
    }

    /** Some say no more than the name of a file, or nothing that helps. */
    static String said(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "no such file: " + missing.getMessage();
            case AccessDeniedException denied -> "not permitted: " + denied.getMessage();
            case FileAlreadyExistsException taken -> "it is there already: " + taken.getMessage();
            case NotDirectoryException file -> "it is no directory: " + file.getMessage();
            case DirectoryNotEmptyException full -> "the directory is not empty: " + full.getMessage();
            case FileSystemException silent when silent.getReason() == null -> "it cannot be used: " + silent.getMessage();
            case CharacterCodingException _ -> "a file that was to hold text is not in UTF-8";
            default -> Optional.ofNullable(failure.getMessage()).orElseGet(() -> "something could not be read or written (" + failure.getClass().getSimpleName() + ")");
        };
    }
}
