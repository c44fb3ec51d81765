package dev.postern.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs commands in the test's process, for tests of other packages too. */
public final class Commands {

    private Commands() {}

    public record Ran(int exit, String out, String err) {}

    public static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine postern = CommandLineOf.postern().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Ran(postern.execute(arguments), out.toString(), err.toString());
    }
}
