package dev.postern.demo;

import dev.postern.config.Endpoint;
import dev.postern.config.Secret;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * How a development identity provider is set up.
 *
 * @param address      loopback only; port 0 for any free one
 * @param clientId     the one client it knows
 * @param clientSecret the client's secret
 * @param users        who can sign in
 * @param clock        for everything it issues
 * @param tls          HTTPS with this certificate; plain HTTP without
 */
public record DevOptions(Endpoint address, String clientId, Secret clientSecret, List<DevUser> users, InstantSource clock, Optional<PemKeyCertOptions> tls) {

    public DevOptions {
        users = List.copyOf(users);
    }

    /** Plain HTTP on a free port of 127.0.0.1, client {@code postern}. */
    public static DevOptions of(Secret clientSecret, List<DevUser> users) {
        return new DevOptions(new Endpoint("127.0.0.1", 0), "postern", clientSecret, users, Clock.systemUTC(), Optional.empty());
    }

    public DevOptions withClock(InstantSource other) {
        return new DevOptions(address, clientId, clientSecret, users, other, tls);
    }

    public DevOptions withAddress(Endpoint other) {
        return new DevOptions(other, clientId, clientSecret, users, clock, tls);
    }

    public DevOptions withTls(PemKeyCertOptions certificate) {
        return new DevOptions(address, clientId, clientSecret, users, clock, Optional.of(certificate));
    }
}
