package dev.postern.route;

import dev.postern.config.RouteConfig.CorsConfig;
import dev.postern.exchange.FieldText;
import dev.postern.exchange.RequestFacts;
import io.vertx.core.MultiMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Cross-origin rules of a route (Fetch standard §3.3 and §4.8): answers preflights, and puts the gateway's word in place of the upstream's on actual
 * responses. An origin that is not allowed gets an answer without any {@code Access-Control-} header, which the browser refuses. Immutable, for any
 * thread.
 *
 * <p>A preflight carries no credentials and is answered before sign-in, so whoever can reach the gateway can learn which hosts and paths have
 * cross-origin rules.
 */
public final class Cors {

    private static final String PREFIX = "access-control-";
    private static final Set<String> SAFELISTED_METHODS = Set.of("GET", "HEAD", "POST");
    private static final Set<String> SAFELISTED_HEADERS = Set.of("accept", "accept-language", "content-language");

    /**
     * The answer to a preflight, without a body.
     *
     * @param status  204 when allowed, 403 when not
     * @param headers to send, ready
     */
    public record Preflight(int status, Map<String, String> headers) {

        public Preflight {
            headers = Map.copyOf(headers);
        }
    }

    private final List<OriginPattern> origins;
    private final Set<String> methods;
    private final Set<String> headers;
    private final Map<String, String> granted;
    private final Optional<String> exposed;
    private final Credentials credentials;

    private enum Credentials { ALLOWED, OMITTED }

    private Cors(CorsConfig config) {
        this.origins = config.origins().stream().map(OriginPattern::parse).toList();
        this.methods = Set.copyOf(config.methods());
        this.headers = config.headers().stream().map(h -> h.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.credentials = config.credentials() ? Credentials.ALLOWED : Credentials.OMITTED;
        this.exposed = config.exposeHeaders().isEmpty() ? Optional.empty() : Optional.of(String.join(", ", config.exposeHeaders()));
        this.granted = granted(config);
    }

    private static Map<String, String> granted(CorsConfig config) {
        Map<String, String> granted = new LinkedHashMap<>();
        Set<String> methods = new TreeSet<>(SAFELISTED_METHODS);
        methods.addAll(config.methods());
        granted.put("Access-Control-Allow-Methods", String.join(", ", methods));
        if (!config.headers().isEmpty()) {
            granted.put("Access-Control-Allow-Headers", String.join(", ", config.headers()));
        }
        granted.put("Access-Control-Max-Age", Long.toString(config.maxAge().toSeconds()));
        return granted;
    }

    /** @throws IllegalArgumentException saying what of the configuration cannot be used */
    static Cors of(CorsConfig config) {
        if (config.origins().isEmpty()) {
            throw new IllegalArgumentException("it allows no origin");
        }
        if (config.credentials() && config.origins().contains("*")) {
            throw new IllegalArgumentException("every origin together with credentials would hand each user's data to any site");
        }
        if (config.maxAge().isNegative()) {
            throw new IllegalArgumentException("max-age is negative");
        }
        for (List<String> names : List.of(config.methods(), config.headers(), config.exposeHeaders())) {
            names.stream().filter(n -> !FieldText.isToken(n) || n.equals("*")).findFirst().ifPresent(n -> {
                throw new IllegalArgumentException("'" + n + "' names no method or header; each is named by itself");
            });
        }
        return new Cors(config);
    }

    /** Whether a request is a CORS preflight: {@code OPTIONS} with one origin and one announced method. */
    public static boolean isPreflight(RequestFacts facts) {
        return facts.method().equals("OPTIONS") && origin(facts).isPresent() && facts.headers().all(PREFIX + "request-method").size() == 1;
    }

    static String requestedMethod(RequestFacts preflight) {
        return preflight.headers().first(PREFIX + "request-method").orElse("");
    }

    /** The announced header names in lower case. */
    static Set<String> requestedHeaders(RequestFacts preflight) {
        return preflight.headers().all(PREFIX + "request-headers").stream().flatMap(line -> List.of(line.split(",")).stream())
                .map(name -> name.strip().toLowerCase(Locale.ROOT)).filter(name -> !name.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the request comes from one origin, and that may come with credentials: a WebSocket always brings the cookies of whoever opened the page. */
    public boolean admits(RequestFacts facts) {
        return credentials == Credentials.ALLOWED && origin(facts).filter(this::allows).isPresent();
    }

    /** Answers a preflight for this route; the decision of the policy comes with the request it announces. */
    public Preflight preflight(RequestFacts facts) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
        Optional<String> origin = origin(facts).filter(this::allows);
        if (origin.isEmpty() || !allowsMethod(requestedMethod(facts)) || !allowsHeaders(requestedHeaders(facts))) {
            return new Preflight(403, answer);
        }
        answer.putAll(granted);
        answer.put("Access-Control-Allow-Origin", named(origin.get()));
        if (credentials == Credentials.ALLOWED) {
            answer.put("Access-Control-Allow-Credentials", "true");
        }
        return new Preflight(204, answer);
    }

    /** Puts this route's cross-origin headers on the response to {@code facts}, in place of any that are there. */
    public void apply(RequestFacts facts, MultiMap response) {
        for (String name : List.copyOf(response.names())) {
            if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
                response.remove(name);
            }
        }
        if (!everyOriginAlike()) {
            addVary(response);
        }
        origin(facts).filter(this::allows).ifPresent(origin -> {
            response.set("Access-Control-Allow-Origin", named(origin));
            exposed.ifPresent(names -> response.set("Access-Control-Expose-Headers", names));
            if (credentials == Credentials.ALLOWED) {
                response.set("Access-Control-Allow-Credentials", "true");
            }
        });
    }

    private static void addVary(MultiMap response) {
        boolean varies = response.getAll("Vary").stream().flatMap(line -> List.of(line.split(",")).stream()).map(String::strip)
                .anyMatch(name -> name.equals("*") || name.equalsIgnoreCase("Origin"));
        if (!varies) {
            response.add("Vary", "Origin");
        }
    }

    private static Optional<String> origin(RequestFacts facts) {
        List<String> lines = facts.headers().all("Origin");
        return lines.size() == 1 ? Optional.of(lines.getFirst()) : Optional.empty();
    }

    private boolean allows(String origin) {
        return origins.stream().anyMatch(o -> o.allows(origin));
    }

    private boolean allowsMethod(String method) {
        return SAFELISTED_METHODS.contains(method) || methods.contains(method);
    }

    private boolean allowsHeaders(Set<String> asked) {
        return asked.stream().allMatch(name -> SAFELISTED_HEADERS.contains(name) || headers.contains(name));
    }

    /** Only with every origin allowed is the answer the same for all, and may be named so. */
    private String named(String origin) {
        return everyOriginAlike() ? "*" : origin;
    }

    private boolean everyOriginAlike() {
        return origins.stream().anyMatch(OriginPattern.Every.class::isInstance);
    }
}
