package dev.postern.cli;

import dev.postern.config.ConfigReader;
import dev.postern.config.Environment;
import dev.postern.config.ListenConfig.AdminConfig;
import dev.postern.config.Secret;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.Pem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which running gateway a command talks to: the one of a configuration, or the one at an address. */
final class AdminOptions {

    private static final Path USUAL = Path.of("postern.yaml");

    @Option(names = {"-c", "--config"}, paramLabel = "FILE",
            description = "the configuration of the running gateway: its admin address, token and certificate are read from it (default: postern.yaml, without --admin)")
    Path config;
    @Option(names = "--admin", paramLabel = "URL", description = "its admin address instead, such as http://127.0.0.1:9443")
    URI admin;
    @Option(names = "--token-file", paramLabel = "FILE", description = "file with the admin token, with --admin (default: the one of --config, where that is given)")
    Path tokenFile;
    @Option(names = "--trust", paramLabel = "PEM",
            description = "who vouches for its certificate, with --admin and https (default: the certificate of --config, where that is given, else the system's authorities)")
    Path trust;

    @Option(names = "--cert", paramLabel = "PEM", description = "your certificate chain, where the gateway lets operators in by one; with --key")
    Path cert;
    @Option(names = "--key", paramLabel = "PEM", description = "its private key, with --cert")
    Path key;

    /** @throws IOException when it cannot be told whom to ask, or as whom; an invalid configuration says so itself */
    AdminClient client() throws IOException {
        Optional<KeyMaterial> identity = identity();
        if (admin == null && (tokenFile != null || trust != null)) {
            throw new IOException("--token-file and --trust go with --admin: the configuration says its own");
        }
        Optional<AdminConfig> configured = admin != null && config == null ? Optional.empty() : Optional.of(configured());
        Optional<Secret> token = tokenFile != null ? Optional.of(token()) : configured.flatMap(AdminConfig::token);
        if (token.isEmpty() && identity.isEmpty()) {
            throw new IOException(configured.isEmpty() ? "--admin needs --token-file, --config, or --cert and --key"
                    : "no admin token is configured: set listen.admin.token in " + file() + ", or show a certificate with --cert and --key");
        }
        Optional<Path> shown = trust != null ? Optional.empty() : configured.flatMap(AdminConfig::tls).map(pair -> pair.cert().value());
        return new AdminClient(admin != null ? admin : address(configured.orElseThrow()), token, new AdminClient.Tls(Optional.ofNullable(trust), shown, identity));
    }

    private Path file() {
        return config != null ? config : USUAL;
    }

    private AdminConfig configured() {
        return ConfigReader.read(file(), Environment.system()).config().listen().admin();
    }

    private static URI address(AdminConfig configured) {
        String scheme = configured.tls().isPresent() ? "https" : "http";
        return URI.create(scheme + "://" + reachable(configured.address().value().host()) + ':' + configured.address().value().port());
    }

    private Secret token() throws IOException {
        String token;
        try (InputStream in = GivenFile.open(tokenFile)) {
            token = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        if (token.isEmpty()) {
            throw new IOException(tokenFile + " is empty");
        }
        return new Secret(token);
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
