package dev.postern.demo;

import dev.postern.config.Secret;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;

/** The endpoints of the development identity provider. Runs on an event loop. */
final class DevEndpoints {

    static final Set<String> PATHS = Set.of("/.well-known/openid-configuration", "/jwks", "/authorize", "/token", "/userinfo", "/end-session");

    private static final String OWN_PAGES = "/.postern/";

    private final DevIdentityProvider provider;
    private final DevOptions options;
    private final Parts parts;

    record Parts(DevKeys keys, DevTokens tokens, DevGrants grants) {}

    DevEndpoints(DevIdentityProvider provider, DevOptions options, Parts parts) {
        this.provider = provider;
        this.options = options;
        this.parts = parts;
    }

    void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/.well-known/openid-configuration" -> json(request.response(), 200, discovery());
            case "/jwks" -> json(request.response(), 200, new JsonObject(parts.keys.published()));
            case "/authorize" -> authorize(request);
            case "/token" -> request.setExpectMultipart(true).endHandler(read -> token(request));
            case "/userinfo" -> userInfo(request);
            case "/end-session" -> endSession(request);
            default -> request.response().setStatusCode(404).end();
        }
    }

    private JsonObject discovery() {
        String base = provider.issuer();
        return new JsonObject()
                .put("issuer", base)
                .put("authorization_endpoint", base + "/authorize")
                .put("token_endpoint", base + "/token")
                .put("userinfo_endpoint", base + "/userinfo")
                .put("end_session_endpoint", base + "/end-session")
                .put("jwks_uri", base + "/jwks")
                .put("response_types_supported", new JsonArray().add("code"))
                .put("subject_types_supported", new JsonArray().add("public"))
                .put("id_token_signing_alg_values_supported", new JsonArray().add("ES256"))
                .put("code_challenge_methods_supported", new JsonArray().add("S256"))
                .put("authorization_response_iss_parameter_supported", true)
                .put("token_endpoint_auth_methods_supported", new JsonArray().add("client_secret_basic").add("client_secret_post"));
    }

    private void authorize(HttpServerRequest request) {
        MultiMap asked = request.params();
        String redirect = asked.get("redirect_uri");
        if (!options.clientId().equals(asked.get("client_id")) || redirect == null || !isOwnPage(redirect)) {
            text(request.response(), 400, "unknown client or redirect_uri");
            return;
        }
        Optional<String> wrong = wrong(asked);
        Optional<DevUser> user = Optional.ofNullable(asked.get("login_hint")).flatMap(provider::user);
        if (wrong.isPresent()) {
            back(request, "error=" + wrong.get());
        } else if (user.isPresent()) {
            back(request, "code=" + parts.grants.issue(code(asked, user.get())));
        } else {
            request.response().putHeader("Content-Type", "text/html; charset=utf-8").putHeader("Cache-Control", "no-store")
                    .putHeader("Content-Security-Policy", DevPage.POLICY)
                    .end(DevPage.render(provider.users(), request.uri()));
        }
    }

    private static Optional<String> wrong(MultiMap asked) {
        if (!"code".equals(asked.get("response_type"))) {
            return Optional.of("unsupported_response_type");
        }
        boolean proof = "S256".equals(asked.get("code_challenge_method")) && asked.contains("code_challenge") && asked.get("code_challenge").length() == 43;
        if (!proof || !asked.contains("scope") || !(' ' + asked.get("scope") + ' ').contains(" openid ")) {
            return Optional.of("invalid_request");
        }
        return "none".equals(asked.get("prompt")) ? Optional.of("login_required") : Optional.empty();
    }

    private DevGrants.Code code(MultiMap asked, DevUser user) {
        Instant now = options.clock().instant();
        return new DevGrants.Code(new DevGrants.Login(user, DevGrants.random(), now), asked.get("redirect_uri"), asked.get("code_challenge"),
                Optional.ofNullable(asked.get("nonce")), now);
    }

    private void back(HttpServerRequest request, String answer) {
        String state = Optional.ofNullable(request.getParam("state")).map(value -> "&state=" + encoded(value)).orElse("");
        redirect(request.response(), request.getParam("redirect_uri") + '?' + answer + state + "&iss=" + encoded(provider.issuer()));
    }

    private void token(HttpServerRequest request) {
        MultiMap form = request.formAttributes();
        if (!isClient(request, form)) {
            json(request.response(), 401, error("invalid_client"));
            return;
        }
        switch (Optional.ofNullable(form.get("grant_type")).orElse("")) {
            case "authorization_code" -> parts.grants.redeem(text(form, "code"), text(form, "redirect_uri"), text(form, "code_verifier"), options.clock().instant())
                    .ifPresentOrElse(code -> issue(request, code.login(), code.nonce()), () -> json(request.response(), 400, error("invalid_grant")));
            case "refresh_token" -> parts.grants.refresh(text(form, "refresh_token"))
                    .ifPresentOrElse(login -> issue(request, login, Optional.empty()), () -> json(request.response(), 400, error("invalid_grant")));
            default -> json(request.response(), 400, error("unsupported_grant_type"));
        }
    }

    private boolean isClient(HttpServerRequest request, MultiMap form) {
        String basic = request.getHeader("Authorization");
        if (basic == null) {
            return options.clientId().equals(form.get("client_id")) && isSecret(text(form, "client_secret"));
        }
        if (!basic.startsWith("Basic ")) {
            return false;
        }
        String[] pair = new String(Base64.getDecoder().decode(basic.substring(6)), StandardCharsets.UTF_8).split(":", 2);
        return pair.length == 2 && options.clientId().equals(URLDecoder.decode(pair[0], StandardCharsets.UTF_8))
                && isSecret(URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }

    private boolean isSecret(String given) {
        return !given.isEmpty() && options.clientSecret().equals(new Secret(given));
    }

    private void issue(HttpServerRequest request, DevGrants.Login login, Optional<String> nonce) {
        json(request.response(), 200, new JsonObject()
                .put("token_type", "Bearer")
                .put("expires_in", parts.tokens.accessAge().toSeconds())
                .put("access_token", parts.tokens.access(provider.issuer(), login))
                .put("id_token", parts.tokens.id(provider.issuer(), login.as(provider.user(login.user().name()).orElseThrow()), nonce))
                .put("refresh_token", parts.grants.refreshToken(login)));
    }

    private void userInfo(HttpServerRequest request) {
        String bearer = Optional.ofNullable(request.getHeader("Authorization")).filter(value -> value.startsWith("Bearer ")).map(value -> value.substring(7)).orElse("");
        Optional<DevUser> user = parts.keys.read(bearer).filter(this::isForUserInfo)
                .flatMap(claims -> provider.users().stream().filter(known -> known.subject().equals(claims.getClaimValueAsString("sub"))).findFirst());
        if (user.isEmpty()) {
            request.response().putHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"").setStatusCode(401).end();
            return;
        }
        json(request.response(), 200, new JsonObject().put("sub", user.get().subject()).put("preferred_username", user.get().name())
                .put("name", user.get().title()).put("email", user.get().email()).put("groups", new JsonArray(user.get().groups())));
    }

    private boolean isForUserInfo(JwtClaims claims) {
        Object expires = claims.getClaimValue("exp");
        boolean alive = expires instanceof Number seconds && options.clock().instant().isBefore(Instant.ofEpochSecond(seconds.longValue()));
        return alive && (provider.issuer() + "/userinfo").equals(claims.getClaimValueAsString("aud"));
    }

    private void endSession(HttpServerRequest request) {
        parts.keys.read(text(request.params(), "id_token_hint")).ifPresent(claims -> parts.grants.end(claims.getClaimValueAsString("sid")));
        String next = text(request.params(), "post_logout_redirect_uri");
        if (isOwnPage(next)) {
            redirect(request.response(), next);
        } else {
            text(request.response(), 200, "signed out");
        }
    }

    /** The client's pages are at whatever host the gateway answers for. */
    private static boolean isOwnPage(String address) {
        try {
            URI uri = URI.create(address);
            return "https".equals(uri.getScheme()) && uri.getRawPath() != null && uri.getRawPath().startsWith(OWN_PAGES) && uri.getRawFragment() == null;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private static String text(MultiMap values, String name) {
        return Optional.ofNullable(values.get(name)).orElse("");
    }

    private static JsonObject error(String code) {
        return new JsonObject().put("error", code);
    }

    private static void json(HttpServerResponse response, int status, JsonObject body) {
        response.setStatusCode(status).putHeader("Content-Type", "application/json").putHeader("Cache-Control", "no-store").end(body.toBuffer());
    }

    private static void text(HttpServerResponse response, int status, String body) {
        response.setStatusCode(status).putHeader("Content-Type", "text/plain; charset=utf-8").end(Buffer.buffer(body));
    }

    private static void redirect(HttpServerResponse response, String location) {
        response.setStatusCode(303).putHeader("Location", location).putHeader("Cache-Control", "no-store").end();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
