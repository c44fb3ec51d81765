package dev.postern.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "postern", mixinStandardHelpOptions = true, versionProvider = Version.class,
        description = "A software-defined perimeter: who, on what device, may reach what.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the input is wrong, or a check failed", "2:the command was misused", "3:something needed is not there", "70:a fault of ours"},
        subcommands = {ServeCommand.class, CheckCommand.class, ExplainCommand.class, TestCommand.class, VerifyLogCommand.class, DemoCommand.class,
                SchemaCommand.class, SessionsCommand.class, RevokeCommand.class, WafCommand.class, DlpCommand.class, CommandLine.HelpCommand.class})
final class PosternCommand implements Runnable {

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
