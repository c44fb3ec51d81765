package dev.postern.cli;

import dev.postern.config.ConfigReader;
import dev.postern.config.Environment;
import dev.postern.config.ListenConfig.AdminConfig;
import dev.postern.config.Secret;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.Pem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which running gateway a command talks to: the one of a configuration, or the one at an address. */
final class AdminOptions {

    @Option(names = {"-c", "--config"}, paramLabel = "FILE", defaultValue = "postern.yaml",
            description = "the configuration of the running gateway: its admin address and token are read from it (default: ${DEFAULT-VALUE})")
    Path config;
    @Option(names = "--admin", paramLabel = "URL", description = "its admin address instead, such as http://127.0.0.1:9443")
    URI admin;
    @Option(names = "--token-file", paramLabel = "FILE", description = "file with the admin token, with --admin")
    Path tokenFile;
    @Option(names = "--trust", paramLabel = "PEM", description = "who vouches for its certificate, with --admin and https (default: the system's authorities)")
    Path trust;

    @Option(names = "--cert", paramLabel = "PEM", description = "your certificate chain, where the gateway lets operators in by one; with --key")
    Path cert;
    @Option(names = "--key", paramLabel = "PEM", description = "its private key, with --cert")
    Path key;

    AdminClient client() throws IOException {
        Optional<KeyMaterial> identity = identity();
        if (admin != null) {
            if (tokenFile == null && identity.isEmpty()) {
                throw new IOException("--admin needs --token-file, or --cert and --key");
            }
            return new AdminClient(admin, token(), new AdminClient.Tls(Optional.ofNullable(trust), identity));
        }
        if (tokenFile != null || trust != null) {
            throw new IOException("--token-file and --trust go with --admin: the configuration says its own");
        }
        AdminConfig configured = ConfigReader.read(config, Environment.system()).config().listen().admin();
        if (configured.token().isEmpty() && identity.isEmpty()) {
            throw new IOException("no admin token is configured: set listen.admin.token in " + config + ", or show a certificate with --cert and --key");
        }
        String scheme = configured.tls().isPresent() ? "https" : "http";
        return new AdminClient(URI.create(scheme + "://" + reachable(configured.address().value().host()) + ':' + configured.address().value().port()), configured.token(),
                new AdminClient.Tls(configured.tls().map(pair -> pair.cert().value()), identity));
    }

    private Optional<Secret> token() throws IOException {
        if (tokenFile == null) {
            return Optional.empty();
        }
        String token = Files.readString(tokenFile).strip();
        if (token.isEmpty()) {
            throw new IOException(tokenFile + " is empty");
        }
        return Optional.of(new Secret(token));
    }

    private Optional<KeyMaterial> identity() throws IOException {
        if (cert == null && key == null) {
            return Optional.empty();
        }
        if (cert == null || key == null) {
            throw new IOException("--cert and --key belong together");
        }
        try {
            return Optional.of(Pem.keyMaterial(cert, key));
        } catch (IllegalArgumentException unusable) {
            throw new IOException(unusable.getMessage(), unusable);
        }
    }

    private static String reachable(String host) {
        String named = host.equals("0.0.0.0") ? "127.0.0.1" : host.equals("::") ? "::1" : host;
        return named.contains(":") ? '[' + named + ']' : named;
    }
}
