package dev.postern.policy;

import dev.postern.config.Problems;
import dev.postern.device.Device;
import dev.postern.exchange.RefusedException;
import dev.postern.identity.Claims;
import dev.postern.identity.Principal;
import dev.postern.pki.SpiffeId;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the request, the principal and the device of a case. */
final class ScenarioReader {

    private final Problems problems;

    ScenarioReader(Problems problems) {
        this.problems = problems;
    }

    Optional<Scenario> scenario(YamlPlace request, Map<String, YamlPlace> entries) {
        Optional<Principal> principal = Optional.ofNullable(entries.get("principal")).map(this::principal)
                .orElse(Optional.of(new Principal.Anonymous()));
        Optional<Device> device = Optional.ofNullable(entries.get("device")).map(this::device).orElse(Optional.of(new Device.Absent()));
        return request(request).flatMap(scenario -> principal.flatMap(p -> device.map(d -> scenario.by(p).on(d))));
    }

    private Optional<Scenario> request(YamlPlace place) {
        Map<String, YamlPlace> entries = place.entries(Set.of("method", "url", "headers", "at", "from"));
        if (!entries.containsKey("url")) {
            problems.add(place.at(), "the request has no 'url'", "url: https://app.corp.test/path");
            return Optional.empty();
        }
        String method = YamlPlace.text(entries, "method").orElse("GET");
        return reading(entries.get("url"), url -> Scenario.of(method, url))
                .flatMap(s -> with(s, Optional.ofNullable(entries.get("at")), text -> s.at(OffsetDateTime.parse(text).toInstant())))
                .flatMap(s -> with(s, Optional.ofNullable(entries.get("from")), text -> s.from(InetAddress.ofLiteral(text))))
                .map(s -> entries.containsKey("headers") ? s.with(headers(entries.get("headers"))) : s);
    }

    private Optional<Scenario> with(Scenario scenario, Optional<YamlPlace> place, Function<String, Scenario> read) {
        return place.isPresent() ? reading(place.get(), read) : Optional.of(scenario);
    }

    private static MultiMap headers(YamlPlace place) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        place.entries().forEach((name, values) -> headers.add(name, values.texts()));
        return headers;
    }

    private Optional<Principal> principal(YamlPlace place) {
        if (place.isText()) {
            if (!place.text().equals("anonymous")) {
                problems.add(place.at(), "expected 'anonymous' or a mapping, was '" + place.text() + "'",
                        "principal: {user: alice, groups: [finance]}");
            }
            return Optional.of(new Principal.Anonymous());
        }
        Map<String, YamlPlace> entries = place.entries(Set.of("user", "provider", "groups", "claims", "workload"));
        if (entries.containsKey("user") == entries.containsKey("workload")) {
            problems.add(place.at(), "a principal is either a user or a workload");
            return Optional.empty();
        }
        return entries.containsKey("user") ? Optional.of(user(entries))
                : reading(entries.get("workload"), id -> new Principal.Workload(SpiffeId.parse(id)));
    }

    private static Principal user(Map<String, YamlPlace> entries) {
        Set<String> groups = new HashSet<>(Optional.ofNullable(entries.get("groups")).map(YamlPlace::texts).orElse(List.of()));
        Map<String, Object> claims = new HashMap<>();
        Optional.ofNullable(entries.get("claims")).map(YamlPlace::entries).orElse(Map.of()).forEach((name, value) -> claims.put(name, value.json()));
        return new Principal.User(entries.get("user").text(), YamlPlace.text(entries, "provider").orElse(""), groups,
                new Claims(new JsonObject(claims)));
    }

    private Optional<Device> device(YamlPlace place) {
        Map<String, String> attributes = new HashMap<>();
        if (place.isText()) {
            return reading(place, state -> new ImaginedDevice(state, "", "", attributes).device());
        }
        Map<String, YamlPlace> entries = place.entries(Set.of("state", "id", "authority", "attributes"));
        Optional.ofNullable(entries.get("attributes")).map(YamlPlace::entries).orElse(Map.of())
                .forEach((name, value) -> attributes.put(name, value.text()));
        if (!entries.containsKey("state")) {
            problems.add(place.at(), "the device has no 'state'", "state: enrolled");
            return Optional.empty();
        }
        return reading(entries.get("state"), state ->
                new ImaginedDevice(state, YamlPlace.text(entries, "id").orElse(""), YamlPlace.text(entries, "authority").orElse(""), attributes)
                        .device());
    }

    /** What a text means; what it cannot mean is reported where it stands. */
    private <T> Optional<T> reading(YamlPlace place, Function<String, T> read) {
        try {
            return Optional.of(read.apply(place.text()));
        } catch (RefusedException refused) {
            problems.add(place.at(), "the gateway refuses '" + place.text() + "' before any rule: " + refused.denial().reason().code() + ", "
                    + refused.denial().detail());
        } catch (DateTimeException invalid) {
            problems.add(place.at(), "'" + place.text() + "' is no time", "as in 2026-01-05T10:00:00Z");
        } catch (IllegalArgumentException invalid) {
            problems.add(place.at(), "'" + place.text() + "': " + invalid.getMessage());
        }
        return Optional.empty();
    }
}
