package dev.postern.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A configuration that has been read, with what it rests on.
 *
 * @param config  what it says
 * @param files   absolute paths to watch: the configuration file, what it includes, directories that patterns under {@code include} look in, and
 *                every certificate, key, revocation list and secret named
 * @param version names what the configuration files say: the first 16 hexadecimal digits of a SHA-256 over their contents. Neither where they lie
 *                nor what is in secrets and certificates changes it
 * @param main    the start of the configuration file, for problems that are about what is missing from it
 */
public record LoadedConfig(PosternConfig config, Set<Path> files, String version, Position main) {

    public LoadedConfig {
        files = Collections.unmodifiableSet(new LinkedHashSet<>(files));
    }

    /**
     * What serving needs beyond a configuration that can be read; the rest has safe defaults, and without routes or rules everything is refused.
     *
     * @throws InvalidConfigException when there is no certificate to serve with
     */
    public LoadedConfig requireServable() {
        Problems problems = new Problems();
        if (config.listen().ingress().certificates().isEmpty()) {
            problems.add(main, "there is no certificate for the ingress listener, which speaks HTTPS alone",
                    "add listen: {ingress: {tls: {cert: server.pem, key: server.key}}}");
        }
        problems.throwIfAny();
        return this;
    }
}
