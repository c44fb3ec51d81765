package dev.postern.signin;

import dev.postern.exchange.CookiePair;
import dev.postern.exchange.FieldText;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One sign-in that has begun and not ended, kept in the browser that began it: nothing is kept here, so that a flood of beginnings costs no memory.
 *
 * <p>The {@code __Host-} prefix (RFC 6265bis §4.1.3.2) means that no neighbouring host can plant one: a person cannot be signed in as somebody else with an
 * attacker's code (login CSRF, RFC 9700 §4.7). PKCE verifier and nonce are encrypted inside {@code sealed}. A browser keeps {@value #MOST} at most, for
 * {@link #AGE}; the oldest gives way.
 *
 * @param state  the {@code state} parameter that belongs to it
 * @param begun  when
 * @param tenant the provider it was begun at; another one's answer does not fit (mix-up, RFC 9700 §4.4)
 * @param back   where to go afterwards
 * @param sealed what the OpenID Connect client sealed
 */
record FlowCookie(String state, Instant begun, String tenant, ReturnPath back, String sealed) {

    static final String PREFIX = "__Host-postern-flow-";
    static final int MOST = 4;
    static final Duration AGE = Duration.ofMinutes(10);

    private static final int MAX_VALUE = 3000;
    private static final Pattern STATE = Pattern.compile("[0-9a-f-]{36}");
    private static final Pattern VALUE = Pattern.compile("(\\d{1,15})!([a-z0-9-]{1,64})!([A-Za-z0-9_-]*)!([A-Za-z0-9_.-]+)");
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax";

    /** The flow that the answer with this {@code state} belongs to, when this browser began it and it has not grown too old. */
    static Optional<FlowCookie> find(HttpServerRequest request, String state, Instant now) {
        if (!STATE.matcher(state).matches()) {
            return Optional.empty();
        }
        List<CookiePair> named = pairs(request).filter(pair -> pair.name().equals(PREFIX + state)).toList();
        return named.size() == 1 ? parse(named.getFirst()).filter(flow -> flow.isOf(now)) : Optional.empty();
    }

    private static Stream<CookiePair> pairs(HttpServerRequest request) {
        return CookiePair.in(request.headers().getAll(HttpHeaders.COOKIE)).stream();
    }

    private static Optional<FlowCookie> parse(CookiePair pair) {
        return parse(pair.name(), pair.value());
    }

    static Optional<FlowCookie> parse(String name, String text) {
        String state = name.substring(PREFIX.length());
        if (!STATE.matcher(state).matches() || text.length() > MAX_VALUE) {
            return Optional.empty();
        }
        Matcher value = VALUE.matcher(text);
        return value.matches()
                ? Optional.of(new FlowCookie(state, Instant.ofEpochMilli(Long.parseLong(value.group(1))), value.group(2), path(value.group(3)), value.group(4)))
                : Optional.empty();
    }

    private static ReturnPath path(String encoded) {
        try {
            return ReturnPath.of(new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return ReturnPath.ROOT;
        }
    }

    /** Whether it is neither too old nor from a time to come; clocks of replicas differ. */
    boolean isOf(Instant now) {
        return !now.isAfter(begun.plus(AGE)) && !begun.isAfter(now.plus(AGE));
    }

    void set(HttpServerResponse response) {
        response.headers().add("Set-Cookie", PREFIX + state + '=' + value() + "; Max-Age=" + AGE.toSeconds() + ATTRIBUTES);
    }

    String value() {
        String path = Base64.getUrlEncoder().withoutPadding().encodeToString(back.value().getBytes(StandardCharsets.UTF_8));
        return begun.toEpochMilli() + "!" + tenant + '!' + path + '!' + sealed;
    }

    void remove(HttpServerResponse response) {
        remove(response, PREFIX + state);
    }

    private static void remove(HttpServerResponse response, String name) {
        response.headers().add("Set-Cookie", name + "=; Max-Age=0" + ATTRIBUTES);
    }

    /** Removes what this browser holds beyond {@value #MOST} with the one that is about to begin: first what cannot be read, then the oldest. */
    static void makeRoom(HttpServerRequest request) {
        List<CookiePair> held = pairs(request)
                .filter(pair -> pair.name().startsWith(PREFIX) && FieldText.isToken(pair.name()))
                .sorted(Comparator.comparing(pair -> parse(pair).map(FlowCookie::begun).orElse(Instant.MIN)))
                .toList();
        held.stream().limit(Math.max(0, held.size() - MOST + 1)).forEach(pair -> remove(request.response(), pair.name()));
    }

    @Override
    public String toString() {
        return "flow at " + tenant;
    }
}
