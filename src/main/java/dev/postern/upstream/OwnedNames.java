package dev.postern.upstream;

import dev.postern.exchange.FieldText;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names of request headers that a client cannot say: what the gateway asserts, and what applications, frameworks and other gateways are known to read as an
 * identity, as the client's address, or as another method or path than the one that was decided on. Compared by their folded names.
 */
final class OwnedNames {

    private static final List<String> PREFIXES = List.of(
            // Ours, and the hop's.
            "x-postern-", "x-forwarded-", "x-original-", "x-envoy-", "x-istio-", "l5d-", "x-spiffe-",
            // Identities as proxies and platforms hand them on.
            "x-remote-", "x-authenticated-", "x-auth-request-", "x-authenticate-", "x-webauth-", "x-goog-iap-", "x-goog-authenticated-user-", "cf-access-",
            "x-amzn-oidc-", "x-amzn-mtls-", "x-ms-client-principal", "x-pomerium-", "x-authentik-", "x-vouch-", "x-token-user-", "x-jwt-",
            // Client certificates, RFC 9440 and before it.
            "client-cert", "x-client-cert", "x-ssl-", "ssl-client-", "x-tls-client-", "x-arr-clientcert");

    private static final Set<String> NAMES = Set.of(
            "forwarded", "x-forwarded", "x-request-id",
            "x-real-ip", "x-client-ip", "x-cluster-client-ip", "x-remote-ip", "x-originating-ip", "x-proxyuser-ip", "true-client-ip", "fastly-client-ip",
            "cf-connecting-ip", "cf-connecting-ipv6", "x-appengine-user-ip", "x-azure-clientip", "client-ip", "wl-proxy-client-ip", "forwarded-for", "forwarded-for-ip",
            "remote-user", "remote-email", "remote-groups", "remote-name", "remote-addr", "auth-user", "auth-type", "authenticated-user",
            "x-user", "x-user-id", "x-user-name", "x-username", "x-user-email", "x-user-groups", "x-user-roles", "x-email", "x-groups", "x-roles", "x-proxy-user",
            "x-xfcc", "xfcc", "x-scheme", "x-url-scheme", "front-end-https", "teleport-jwt-assertion", "x-serverless-authorization",
            // A second method, path or host behind the decision.
            "x-http-method", "x-http-method-override", "x-method-override", "x-rewrite-url", "x-host", "x-http-host-override", "x-http-path-override");

    private final Set<String> more;

    private OwnedNames(Set<String> more) {
        this.more = more;
    }

    /** The fixed table and these, for example the identity headers of every route: an upstream that two routes share must not be told by one what only the other asserts. */
    static OwnedNames with(Collection<String> names) {
        Set<String> folded = new HashSet<>();
        names.forEach(name -> folded.add(FieldText.folded(name)));
        return new OwnedNames(Set.copyOf(folded));
    }

    boolean has(String folded) {
        return NAMES.contains(folded) || more.contains(folded) || hasPrefix(folded);
    }

    private static boolean hasPrefix(String folded) {
        for (String prefix : PREFIXES) {
            if (folded.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
