package dev.postern.signin;

import dev.postern.config.Problems;
import dev.postern.config.ProviderConfig;
import dev.postern.identity.LogoutTokens;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The providers of one configuration, in its order. A provider whose configuration and trust have not changed is taken over from the configuration before, with its
 * connections, keys and sign-ins under way.
 */
public final class Providers {

    private final Map<String, Provider> byName;
    private final Provider.Parts parts;
    private final OidcSeam seam;

    private Providers(Map<String, Provider> byName, Provider.Parts parts, OidcSeam seam) {
        this.byName = byName;
        this.parts = parts;
        this.seam = seam;
    }

    /** None yet: what a process begins with. */
    public static Providers none(OidcSeam seam, InstantSource clock) {
        byte[] seal = new byte[32];
        new SecureRandom().nextBytes(seal);
        return new Providers(Map.of(), new Provider.Parts(Base64.getUrlEncoder().withoutPadding().encodeToString(seal), clock), seam);
    }

    /**
     * The providers of the next configuration. Reads trust files, so not for an event loop; asks no provider anything.
     *
     * @param problems what is wrong is added here, and the provider left out
     */
    public Providers next(List<ProviderConfig> configs, Problems problems) {
        Map<String, Provider> next = new LinkedHashMap<>();
        for (ProviderConfig config : configs) {
            Problems own = new Problems();
            Tenant.check(config, own);
            Optional<Buffer> trust = Tenant.trust(config, own);
            if (own.isEmpty()) {
                next.put(config.name().value(), same(config, trust).orElseGet(() -> new Provider(config, trust, seam, parts)));
            }
            own.list().forEach(problem -> problems.add(problem.at(), problem.message(), problem.hint()));
        }
        return new Providers(next, parts, seam);
    }

    private Optional<Provider> same(ProviderConfig config, Optional<Buffer> trust) {
        return Optional.ofNullable(byName.get(config.name().value())).filter(provider -> provider.is(config, trust));
    }

    /** Names, in the order of the configuration. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** What the chooser shows for a name. */
    public String title(String name) {
        return byName.get(name).title();
    }

    /** Verifies the logout tokens of a provider; empty when there is none of that name. */
    public Optional<LogoutTokens> logouts(String name) {
        return find(name).map(Provider::logouts);
    }

    Optional<Provider> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    OidcSeam seam() {
        return seam;
    }

    InstantSource clock() {
        return parts.clock();
    }
}
