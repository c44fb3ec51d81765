package dev.postern.policy;

import dev.postern.config.Located;
import dev.postern.config.PolicyConfig;
import dev.postern.identity.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code from.providers}: the user signed in at, or the token came from, one of these. Example: {@code providers: [corp]}. */
final class ProvidersCriterion implements Criterion<PrincipalCheck> {

    @Override
    public Optional<PrincipalCheck> compile(PolicyConfig rule) {
        Set<String> providers = rule.from().providers().stream().map(Located::value).collect(Collectors.toUnmodifiableSet());
        return providers.isEmpty() ? Optional.empty() : Optional.of(new PlainPrincipalCheck("provider " + Seen.anyOf(providers),
                p -> p instanceof Principal.User user && providers.contains(user.provider()),
                p -> p instanceof Principal.User user ? user.provider() : p.label()));
    }
}
