package dev.postern.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * State that replicas share; without this section each keeps its own in memory.
 *
 * @param redis      the server that holds it
 * @param nameSecret under which names of users and limits are hashed before they become names in the server: 32 bytes in base64. The same everywhere,
 *                 and not rotated: what was counted and indexed under the old one is not found under the new
 * @param keys       that seal what is stored: the first seals, all of them open
 * @param grace      how long a session that was good a moment ago goes on being used, unchanged, while the server cannot be asked
 * @param revocationsUnknown what is done while this replica has not once read what is revoked
 */
public record SharedStateConfig(RedisConfig redis, Secret nameSecret, List<SealingKey> keys, Duration grace, RevocationsUnknown revocationsUnknown) {

    public enum RevocationsUnknown {
        /** Whatever could have been revoked is refused: users, workloads, whoever shows a certificate. The default. */
        REFUSE,
        /** It passes as if nothing were revoked. */
        SERVE
    }

    public SharedStateConfig {
        keys = List.copyOf(keys);
    }

    /** A key of 32 bytes, in base64, and the name it has in what it sealed. */
    public record SealingKey(Located<String> id, Secret secret) {}

    /**
     * A Redis or Valkey server.
     *
     * @param address  host and port; beyond this machine only over TLS
     * @param tls      how it is spoken to; plain without it
     * @param user     the ACL user
     * @param password its password
     * @param prefix   of every key and channel
     * @param timeout  for an answer; when it passes, the server counts as gone until it answers again
     */
    public record RedisConfig(
            Located<Endpoint> address, Optional<RedisTls> tls, Optional<String> user, Optional<Secret> password, String prefix, Duration timeout) {}

    /**
     * @param trust    authorities that vouch for the server's certificate; the platform's without it
     * @param identity what the gateway shows to the server
     */
    public record RedisTls(Optional<Located<Path>> trust, Optional<KeyPairFiles> identity) {}
}
