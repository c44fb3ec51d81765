package dev.postern.cli;

import dev.postern.config.Colour;
import dev.postern.config.InvalidConfigException;
import dev.postern.config.ProblemPrinter;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
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
            case IOException io -> {
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

    /** Some say no more than the name of a file, or nothing that helps. */
    private static String said(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "no such file: " + missing.getMessage();
            case AccessDeniedException denied -> "not permitted: " + denied.getMessage();
            case CharacterCodingException _ -> "a file that was to hold text is not in UTF-8";
            default -> failure.getMessage();
        };
    }
}
