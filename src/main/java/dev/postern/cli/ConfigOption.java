package dev.postern.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which configuration a command is about. */
final class ConfigOption {

    @Option(names = {"-c", "--config"}, paramLabel = "FILE", defaultValue = "postern.yaml",
            description = "the configuration (default: ${DEFAULT-VALUE})")
    Path file;
}
