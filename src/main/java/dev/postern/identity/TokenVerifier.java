package dev.postern.identity;

import dev.postern.config.Secret;
import dev.postern.exchange.Client;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.vertx.core.Future;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Verifies bearer tokens (RFC 6750, RFC 7519, RFC 9068). A token that has been verified is remembered by its hash, so that a busy client does not pay
 * for a signature on each request; its times and its certificate are checked each time, and it is forgotten when its issuer's keys change. Refuses
 * with {@link Reason#TOKEN_INVALID}, {@link Reason#TOKEN_EXPIRED}, {@link Reason#TOKEN_NOT_BOUND}, {@link Reason#TOKEN_UNVERIFIABLE}.
 *
 * <p>Verification costs one signature, tenths of a millisecond, and runs on the event loop, as a TLS handshake does; so an address that shows bad tokens has a {@link TokenBudget}.
 */
final class TokenVerifier {

    static final int MAX_REMEMBERED = 4096;
    /** Longer tokens are verified each time: what is remembered must not fill the memory. */
    private static final int MAX_REMEMBERED_CHARS = 4096;

    private final Map<String, TokenIssuer> issuers;
    private final TokenBudget budget;
    private final InstantSource clock;
    private final BoundedCache<IdHash, VerifiedToken> verified = new BoundedCache<>(MAX_REMEMBERED);

    TokenVerifier(Collection<TokenIssuer> issuers, TokenBudget budget, InstantSource clock) {
        this.budget = budget;
        this.issuers = issuers.stream().collect(Collectors.toUnmodifiableMap(TokenIssuer::issuer, Function.identity()));
        this.clock = clock;
    }

    /** Begins to fetch every issuer's keys. */
    void warm() {
        issuers.values().forEach(issuer -> issuer.keys().usable());
    }

    Future<Principal.User> verify(Secret token, Client client) {
        Optional<X509Certificate> certificate = client.certificate();
        String text = token.reveal();
        if (text.length() > MAX_REMEMBERED_CHARS) {
            return paid(text, client).map(good -> good.presented(certificate, clock.instant()));
        }
        IdHash hash = IdHash.of(text);
        Optional<VerifiedToken> known = verified.get(hash).filter(VerifiedToken::stands);
        if (known.isPresent()) {
            return Future.succeededFuture(known.get().presented(certificate, clock.instant()));
        }
        return paid(text, client).map(good -> {
            verified.put(hash, good);
            return good.presented(certificate, clock.instant());
        });
    }

    /** Only a token that is bad is not given back; that an issuer cannot be asked is not the client's doing. */
    private Future<VerifiedToken> paid(String text, Client client) {
        TokenBudget.Payment payment = budget.pay(client.address());
        return judge(text).onComplete(judged -> {
            if (judged.succeeded() || judged.cause() instanceof RefusedException refused && refused.denial().reason() == Reason.TOKEN_UNVERIFIABLE) {
                payment.giveBack();
            }
        });
    }

    private Future<VerifiedToken> judge(String text) {
        UntrustedToken token = UntrustedToken.parse(text);
        TokenIssuer issuer = Optional.ofNullable(issuers.get(token.issuer()))
                .orElseThrow(() -> new RefusedException(Reason.TOKEN_INVALID, "issued by nobody known here"));
        SignatureAlgorithm algorithm = issuer.algorithm(token);
        return issuer.keysFor(token, algorithm).map(keys -> issuer.verify(token, keys, clock));
    }

    int remembered() {
        return verified.size();
    }
}
