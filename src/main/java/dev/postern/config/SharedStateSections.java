package dev.postern.config;

import dev.postern.config.Keys.Key;
import dev.postern.config.SharedStateConfig.RedisConfig;
import dev.postern.config.SharedStateConfig.RedisTls;
import dev.postern.config.SharedStateConfig.RevocationsUnknown;
import dev.postern.config.SharedStateConfig.SealingKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code shared-state}: what replicas have in common, and where. */
final class SharedStateSections {

    static final Section<RedisTls> TLS = tls();
    static final Section<RedisConfig> REDIS = redis();
    static final Section<SealingKey> SEALING_KEY = sealingKey();
    static final Section<SharedStateConfig> SHARED_STATE = sharedState();

    private static final int KEY_BYTES = 32;
    /** A value tells by the id which key opens it; more keys than these are not in use at once. */
    private static final int MAX_KEYS = 8;
    private static final String MAKE = "openssl rand -base64 32 makes one";

    private SharedStateSections() {}

    private static Section<SharedStateConfig> sharedState() {
        Keys keys = new Keys("Sessions and limits that all replicas share; without this section each keeps its own in memory.");
        Key<RedisConfig> redis = keys.required("redis", REDIS, "The Redis or Valkey server that holds them.");
        Key<Secret> nameSecret = keys.required("name-secret", new SecretShape(),
                "32 bytes in base64, the same for every replica: names of users and limits are hashed with it. It is not rotated.");
        Key<List<SealingKey>> sealing = keys.required("keys", Lists.of(SEALING_KEY), "Keys that seal sessions and revocations: the first seals, all of them open.");
        Key<Duration> grace = keys.optional("grace", Quantities.duration("0s", "5m"), "30s",
                "How long a session found good goes on being used, unchanged, while the server cannot be asked.");
        Key<RevocationsUnknown> unknown = keys.optional("revocations-unknown", Scalars.choice(RevocationsUnknown.values()), "refuse",
                "While a replica has not once read what operators revoked: refuse, which refuses (503) users, workloads and whoever shows a certificate, or serve.");
        return keys.to(v -> {
            requireKey(v.get(nameSecret), v.at(nameSecret), v.reading());
            refuseTwice(v.get(sealing), v.reading());
            if (v.get(sealing).size() > MAX_KEYS) {
                v.problem(sealing, v.get(sealing).size() + " keys", "at most " + MAX_KEYS + ": remove those that seal nothing any more");
            }
            return new SharedStateConfig(v.get(redis), v.get(nameSecret), v.get(sealing), v.get(grace), v.get(unknown));
        });
    }

    private static void refuseTwice(List<SealingKey> keys, Reading reading) {
        Map<String, Position> seen = new HashMap<>();
        for (SealingKey key : keys) {
            Position first = seen.putIfAbsent(key.id().value(), key.id().at());
            if (first != null) {
                reading.problem(key.id().at(), "two keys have the id " + Shown.of(key.id().value()), "first at " + first);
            }
        }
    }

    private static Section<SealingKey> sealingKey() {
        Keys keys = new Keys("A key that seals what is stored.");
        Key<Located<String>> id = keys.required("id", Scalars.located(Scalars.name()), "Its name, which stands in clear beside what it sealed; never reuse one.");
        Key<Secret> secret = keys.required("secret", new SecretShape(), "32 bytes in base64; " + MAKE + ".");
        return keys.to(v -> {
            requireKey(v.get(secret), v.at(secret), v.reading());
            return new SealingKey(v.get(id), v.get(secret));
        });
    }

    private static void requireKey(Secret key, Position at, Reading reading) {
        if (!isKey(key)) {
            reading.problem(at, "the key is not 32 bytes in base64", MAKE);
        }
    }

    private static boolean isKey(Secret key) {
        try {
            return Base64.getDecoder().decode(key.reveal()).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static Section<RedisConfig> redis() {
        Keys keys = new Keys("A Redis (7) or Valkey server; no cluster.");
        Key<Located<Endpoint>> address = keys.required("address",
                Scalars.located(new TextShape<>("host:port, such as redis.corp.test:6379", Endpoint::parse, Json.pattern("^.+:[0-9]{1,5}$"))), "Host and port.");
        Key<Optional<RedisTls>> tls = keys.maybe("tls", TLS, "How it is spoken to over TLS, {} for the platform's authorities; plain, on this machine alone, without.");
        Key<Optional<String>> user = keys.maybe("user", DeviceSections.attributeName(), "The ACL user; default by default.");
        Key<Optional<Secret>> password = keys.maybe("password", new SecretShape(), "The user's password, {file: path} or {env: NAME}.");
        Key<String> prefix = keys.optional("prefix", DeviceSections.attributeName(), "postern", "Of every key, so that several gateways can share a server.");
        Key<Duration> timeout = keys.optional("timeout", Quantities.duration("10ms", "10s"), "50ms",
                "For an answer; when it passes, the server counts as gone until it answers again.");
        return keys.to(v -> {
            if (v.sound(address, tls) && !v.has(tls) && !v.get(address).value().isLoopback()) {
                v.problem(address, "a server beyond this machine is spoken to over TLS alone", "add tls: {trust: redis-ca.pem}");
            }
            if (v.has(user) && !v.has(password)) {
                v.problem(user, "the user has no password", "add password: {file: path}");
            }
            return new RedisConfig(v.get(address), v.get(tls), v.get(user), v.get(password), v.get(prefix), v.get(timeout));
        });
    }

    private static Section<RedisTls> tls() {
        Keys keys = new Keys("TLS towards the server.");
        Key<Optional<Located<Path>>> trust = keys.maybe("trust", FileShapes.existing(),
                "PEM file with the authorities that vouch for its certificate; the platform's by default.");
        Key<Optional<KeyPairFiles>> identity = keys.maybe("identity", ListenSections.KEY_PAIR, "The certificate the gateway shows, where the server asks for one.");
        return keys.to(v -> new RedisTls(v.get(trust), v.get(identity)));
    }
}
