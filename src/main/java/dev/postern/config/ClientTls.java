package dev.postern.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the gateway meets a collector over TLS.
 *
 * @param trust PEM of the authorities that vouch for the collector; the platform's by default
 * @param cert  PEM of the certificate chain shown to it, leaf first; together with {@code key}
 * @param key   PEM of its private key
 */
public record ClientTls(Optional<Path> trust, Optional<Path> cert, Optional<Path> key) {

    public static final ClientTls PLATFORM = new ClientTls(Optional.empty(), Optional.empty(), Optional.empty());
}
