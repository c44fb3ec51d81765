package dev.postern.upstream;

import dev.postern.config.Located;
import dev.postern.config.MeshConfig;
import dev.postern.config.Problems;
import dev.postern.config.UpstreamConfig;
import dev.postern.config.UpstreamConfig.EndpointConfig;
import dev.postern.pki.SpiffeId;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks one configured upstream and reports everything that is wrong with it at once. */
final class DefinitionReader {

    private final UpstreamConfig config;
    private final MeshConfig mesh;
    private final Problems problems;
    private int found;

    DefinitionReader(UpstreamConfig config, MeshConfig mesh, Problems problems) {
        this.config = config;
        this.mesh = mesh;
        this.problems = problems;
    }

    /** Empty when anything is wrong with it. */
    Optional<Definition> read() {
        if (config.urls().isEmpty() && config.endpoints().isEmpty()) {
            problem(config.name(), "upstream " + config.name() + " has no url", "name at least one: urls: [https://host:port]");
        }
        List<Endpoint> endpoints = endpoints();
        List<Origin> origins = endpoints.stream().map(Endpoint::origin).toList();
        Set<SpiffeId> expect = expect();
        if (origins.stream().map(Origin::scheme).distinct().count() > 1) {
            problem(config.name(), "upstream " + config.name() + " mixes http and https urls", "make two upstreams of it");
        }
        if (origins.stream().anyMatch(origin -> origin.scheme() == Origin.Scheme.HTTPS)) {
            checkMesh(expect);
        }
        if (config.connections() < 1) {
            problem(config.name(), "upstream " + config.name() + " allows no connection", "connections: 1 or more");
        }
        return found > 0 ? Optional.empty() : Optional.of(new Definition(config.name().value(), endpoints, expect, config.protocol(), config.balance(),
                config.connections(), config.timeouts(), config.addresses().allow(),
                new Resilience(config.health(), config.outliers(), config.circuit(), config.retry(), config.hedge(),
                        new Lineup.Rules(config.slowStart(), config.panicPercent(), mesh.zone())), config.drain()));
    }

    private void checkMesh(Set<SpiffeId> expect) {
        if (config.expect().isEmpty() && expect.isEmpty()) {
            problem(config.name(), "upstream " + config.name() + " does not say which SPIFFE id its peer must present", "expect: [spiffe://…]");
        }
        if (mesh.trust().isEmpty()) {
            problem(config.name(), "upstream " + config.name() + " speaks https, and mesh.trust names no bundle to verify it with", "mesh: {trust: [bundle.pem]}");
        }
    }

    private List<Endpoint> endpoints() {
        List<Endpoint> endpoints = Stream.concat(config.urls().stream().map(url -> new EndpointConfig(url, 1, 0, Optional.empty())), config.endpoints().stream())
                .filter(one -> isOrigin(one.url()))
                .map(one -> new Endpoint(Origin.of(one.url().value()), one.weight(), one.priority(), one.zone())).toList();
        if (endpoints.stream().map(Endpoint::origin).distinct().count() != endpoints.size()) {
            problem(config.name(), "upstream " + config.name() + " names an endpoint twice", "");
        }
        return endpoints;
    }

    private boolean isOrigin(Located<URI> located) {
        URI url = located.value();
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(java.util.Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http") || url.getHost() == null) {
            return problem(located, "not an endpoint: " + url, "expected https://host:port");
        }
        boolean bare = url.getRawPath() == null || url.getRawPath().isEmpty() || url.getRawPath().equals("/");
        if (!bare || url.getRawQuery() != null || url.getRawFragment() != null || url.getRawUserInfo() != null) {
            return problem(located, "an endpoint has scheme, host and port only", "the path of a request is rewritten by its route: rewrite: {prefix: …}");
        }
        if (url.getPort() > 65_535 || url.getPort() == 0) {
            return problem(located, "not a port: " + url.getPort(), "expected 1 to 65535");
        }
        return scheme.equals("https") || isLoopback(url.getHost()) || problem(located,
                "http without TLS leaves the gateway unprotected", "http:// is for loopback only; use https:// and expect: [spiffe://…]");
    }

    private static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host.startsWith("[") ? host.substring(1, host.length() - 1) : host).isLoopbackAddress();
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }

    private Set<SpiffeId> expect() {
        Set<SpiffeId> ids = new HashSet<>();
        for (Located<String> text : config.expect()) {
            try {
                ids.add(SpiffeId.parse(text.value()));
            } catch (IllegalArgumentException notAnId) {
                problem(text, notAnId.getMessage(), "expected spiffe://trust-domain/path");
            }
        }
        return ids;
    }

    private boolean problem(Located<?> at, String message, String hint) {
        found++;
        problems.add(at.at(), message, hint);
        return false;
    }
}
