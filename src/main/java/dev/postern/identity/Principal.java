package dev.postern.identity;

import dev.postern.pki.SpiffeId;
import java.util.Objects;
import java.util.Set;

/** Who asks, as far as it has been proved. */
public sealed interface Principal {

    /** A short name for the audit trail and for limits: {@code user:alice@corp}, {@code workload:spiffe://…}, {@code anonymous}. */
    String label();

    /**
     * A person, or a program with a token, known by an issuer.
     *
     * @param name     the value of the configured user claim
     * @param provider the configured provider or token issuer that vouches for it; names are unique only together with it
     * @param groups   from the configured groups claim
     * @param claims   everything the issuer said
     */
    record User(String name, String provider, Set<String> groups, Claims claims) implements Principal {

        public User {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(provider, "provider");
            groups = Set.copyOf(groups);
            Objects.requireNonNull(claims, "claims");
        }

        @Override
        public String label() {
            return "user:" + name + '@' + provider;
        }
    }

    /** A program that proved its SPIFFE id with an X.509-SVID. */
    record Workload(SpiffeId id) implements Principal {

        @Override
        public String label() {
            return "workload:" + id;
        }
    }

    /** Nobody known. */
    record Anonymous() implements Principal {

        @Override
        public String label() {
            return "anonymous";
        }
    }
}
