package dev.postern.identity;

import dev.postern.config.IdentityConfig.AssertionConfig;
import dev.postern.config.Located;
import dev.postern.config.Position;
import dev.postern.config.Problems;
import io.netty.util.AsciiString;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Says to upstreams who asks, in a signed JWT (ES256, {@link OwnNames#ASSERTION_HEADER}) that anything which knows JWKS can verify, an Istio
 * {@code RequestAuthentication} for one.
 *
 * <p>Claims: {@code iss}, {@code sub} ({@code name@provider} for users, since names are unique only together with their provider; the SPIFFE id for
 * workloads), {@code aud} (the route's audience), {@code iat} (and {@code nbf} 5 s earlier, for clocks behind ours), {@code exp}, {@code provider},
 * {@code preferred_username}, {@code email} unless the issuer says it is not verified, {@code groups}, {@code device}. Groups longer than
 * {@link #MAX_GROUPS_CHARS} together are left out whole and {@code groups_omitted} is set, so that the header stays acceptable to upstreams. There is
 * no {@code jti}: an assertion is used again for the same principal, device and audience for half of its lifetime, because a signature costs more
 * than all the rest of a small request.
 *
 * <p>Any thread.
 */
public final class AssertionSigner {

    /** {@code typ}: our own tokens under this type are never accepted as bearer tokens. */
    static final String TYPE = "postern-assertion+jwt";
    static final int MAX_GROUPS_CHARS = 4096;
    private static final Duration MAX_LIFETIME = Duration.ofMinutes(5);
    private static final Duration MIN_LIFETIME = Duration.ofSeconds(5);
    /** Clocks of upstreams may be behind ours. */
    private static final Duration BACKDATED = Duration.ofSeconds(5);
    private static final int MAX_REMEMBERED = 8192;

    private final AssertionConfig config;
    private final AssertionKey key;
    private final Optional<AssertionKey> previous;
    private final InstantSource clock;
    private final BoundedCache<Subject, Signed> signed = new BoundedCache<>(MAX_REMEMBERED);

    private record Subject(Principal principal, AssertedDevice device, String audience) {}

    private record Signed(AsciiString assertion, Instant reuseUntil) {}

    private AssertionSigner(AssertionConfig config, AssertionKey key, Optional<AssertionKey> previous, InstantSource clock) {
        this.config = config;
        this.key = key;
        this.previous = previous;
        this.clock = clock;
    }

    /**
     * A signer for a configuration. When its key is another one than before, the one before stays published. What is wrong is added to
     * {@code problems}. Reads a file: not on an event loop.
     *
     * @param before the signer of the configuration before, whose generated key is kept when none is configured
     */
    public static AssertionSigner compile(AssertionConfig config, Optional<AssertionSigner> before, InstantSource clock, Problems problems) {
        if (config.lifetime().compareTo(MIN_LIFETIME) < 0 || config.lifetime().compareTo(MAX_LIFETIME) > 0) {
            problems.add(config.key().map(Located::at).orElse(Position.NONE),
                    "the lifetime of assertions, " + config.lifetime() + ", is out of range", "5 s to 5 min");
        }
        Jose.load();
        AssertionKey key = config.key().map(path -> read(path, problems))
                .orElseGet(() -> before.filter(AssertionSigner::isGenerated).map(signer -> signer.key).orElseGet(AssertionKey::generate));
        Optional<AssertionKey> previous = before.flatMap(signer -> signer.key.id().equals(key.id()) ? signer.previous : Optional.of(signer.key));
        return new AssertionSigner(config, key, previous, clock);
    }

    private boolean isGenerated() {
        return config.key().isEmpty();
    }

    private static AssertionKey read(Located<Path> path, Problems problems) {
        try {
            return AssertionKey.read(path.value());
        } catch (IllegalArgumentException unusable) {
            problems.add(path.at(), "assertions cannot be signed: " + unusable.getMessage(), "a PEM file with an EC P-256 private key");
            return AssertionKey.generate();
        }
    }

    /** The value of the assertion header, base64url and dots; empty for somebody unknown, for whom there is nothing to assert. */
    public Optional<AsciiString> assertion(Principal principal, AssertedDevice device, String audience) {
        if (principal instanceof Principal.Anonymous) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Subject subject = new Subject(principal, device, audience);
        return Optional.of(signed.get(subject).filter(known -> now.isBefore(known.reuseUntil())).orElseGet(() -> sign(subject, now)).assertion());
    }

    private Signed sign(Subject subject, Instant now) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue("ES256");
        jws.setKeyIdHeaderValue(key.id());
        jws.setHeader("typ", TYPE);
        jws.setPayload(claims(subject, now).encode());
        jws.setKey(key.key());
        try {
            Signed fresh = new Signed(AsciiString.of(jws.getCompactSerialization()), now.plus(config.lifetime().dividedBy(2)));
            signed.put(subject, fresh);
            return fresh;
        } catch (JoseException unusable) {
            throw new IllegalStateException("an assertion could not be signed", unusable);
        }
    }

    private JsonObject claims(Subject subject, Instant now) {
        JsonObject claims = new JsonObject()
                .put("iss", config.issuer())
                .put("aud", subject.audience())
                .put("iat", now.getEpochSecond())
                .put("nbf", now.minus(BACKDATED).getEpochSecond())
                .put("exp", now.plus(config.lifetime()).getEpochSecond());
        switch (subject.principal()) {
            case Principal.User user -> user(claims, user);
            case Principal.Workload workload -> claims.put("sub", workload.id().toString());
            case Principal.Anonymous nobody -> throw new IllegalStateException("nothing to assert");
        }
        return claims.put("device", device(subject.device()));
    }

    private static void user(JsonObject claims, Principal.User user) {
        claims.put("sub", user.name() + '@' + user.provider()).put("provider", user.provider()).put("preferred_username", user.name());
        List<String> email = user.claims().strings("email");
        if (email.size() == 1 && !user.claims().strings("email_verified").contains("false")) {
            claims.put("email", email.getFirst());
        }
        if (user.groups().stream().mapToInt(group -> group.length() + 3).sum() <= MAX_GROUPS_CHARS) {
            claims.put("groups", new JsonArray(user.groups().stream().sorted().toList()));
        } else {
            claims.put("groups_omitted", true);
        }
    }

    private static JsonObject device(AssertedDevice device) {
        JsonObject json = new JsonObject().put("state", device.state());
        if (!device.id().isEmpty()) {
            json.put("id", device.id());
        }
        if (!device.authority().isEmpty()) {
            json.put("authority", device.authority());
        }
        return json;
    }

    /** The JWK Set to publish (RFC 7517): the key in use and the one before. */
    public String jwks() {
        JsonArray keys = new JsonArray().add(key.jwk());
        previous.ifPresent(before -> keys.add(before.jwk()));
        return new JsonObject().put("keys", keys).encode();
    }
}
