package dev.postern.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads {@code postern.yaml} and what it includes. Everything that is wrong is reported at once; a configuration with a problem is never returned.
 *
 * <p>Bounds: {@value ConfigFiles#MAX_FILE_BYTES} bytes a file, {@value ConfigFiles#MAX_ALL_BYTES} bytes and {@value ConfigFiles#MAX_FILES} files in
 * all, includes {@value ConfigFiles#MAX_INCLUDE_DEPTH} deep, YAML {@value YamlParser#MAX_DEPTH} deep with {@value YamlParser#MAX_NODES} nodes a
 * file, counting what aliases repeat. Blocks on the disk: never call it on an event loop.
 */
public final class ConfigReader {

    private ConfigReader() {}

    /**
     * @param file        the configuration file; shown in problems as given
     * @param environment where secrets given by {@code env} are looked up
     * @throws InvalidConfigException with all problems found
     */
    public static LoadedConfig read(Path file, Environment environment) {
        Reading reading = new Reading(environment);
        try {
            return read(file, reading);
        } catch (InvalidConfigException invalid) {
            throw invalid.in(reading.files());
        }
    }

    private static LoadedConfig read(Path file, Reading reading) {
        ConfigFiles files = new ConfigFiles(reading);
        Node.Mapping whole = files.read(file);
        Optional<PosternConfig> config = RootSection.ROOT.read(whole, reading);
        if (files.areWhole()) {
            reading.names().resolve();
        }
        reading.problems().throwIfAny();
        return new LoadedConfig(config.orElseThrow(() -> new IllegalStateException("no configuration and no problem")), reading.files(),
                files.version(), whole.at());
    }
}
