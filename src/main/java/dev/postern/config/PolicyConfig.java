package dev.postern.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One rule of the central policy. A request is allowed when an allow rule holds and no deny rule does; with no rule it is refused.
 *
 * @param name   unique; appears in decisions, the audit trail, {@code explain}
 * @param effect allow or deny
 * @param mode   {@code ENFORCE}, or {@code SHADOW}: decided and recorded, not enforced
 * @param routes names of the routes it is about; empty means every route
 * @param from   who, on what device, from where
 * @param to     which requests of those routes
 * @param when   a CEL condition that must be true, type-checked at load
 */
public record PolicyConfig(
        Located<String> name,
        Effect effect,
        Mode mode,
        List<Located<String>> routes,
        FromConfig from,
        ToConfig to,
        Optional<Located<String>> when) {

    public PolicyConfig {
        routes = List.copyOf(routes);
    }

    public enum Effect { ALLOW, DENY }

    public enum Mode { ENFORCE, SHADOW }

    /**
     * Who, on what device, from where. What is left out is not asked for, except that a rule without any of {@code anyone}, {@code users}, {@code groups},
     * {@code claims}, {@code workloads} needs a principal that has authenticated.
     *
     * @param anyone    the rule is about unauthenticated requests too
     * @param users     any of these
     * @param groups    any of these
     * @param claims    each named claim (dots descend) has one of the values
     * @param providers signed in at, or token issued by, any of these
     * @param workloads SPIFFE ids, {@code spiffe://corp/ns/finance/*} matches any path below
     * @param device    needed state of the device
     * @param revocation whether it must be known that the device is not revoked
     * @param deviceAttributes each attribute has one of the values
     * @param networks  the client's address is in any of these
     */
    public record FromConfig(
            boolean anyone,
            List<String> users,
            List<String> groups,
            Map<String, List<String>> claims,
            List<Located<String>> providers,
            List<Located<String>> workloads,
            DeviceCondition device,
            RevocationDemand revocation,
            Map<String, List<String>> deviceAttributes,
            List<Cidr> networks) {

        public FromConfig {
            users = List.copyOf(users);
            groups = List.copyOf(groups);
            claims = Map.copyOf(claims);
            providers = List.copyOf(providers);
            workloads = List.copyOf(workloads);
            deviceAttributes = Map.copyOf(deviceAttributes);
            networks = List.copyOf(networks);
        }
    }

    public enum DeviceCondition { ANY, ENROLLED, NOT_ENROLLED }

    /** What a rule makes of a device of which it cannot be told whether it is revoked: with {@code REQUIRED} it does not hold. */
    public enum RevocationDemand { REQUIRED, BEST_EFFORT }

    /**
     * Which requests.
     *
     * @param hosts   exact or {@code *.suffix}
     * @param methods any of these
     * @param paths   any of these: exact, or ending in {@code /*} for everything below
     * @param headers each named header has one of the values; with several lines of one name an allow rule needs every line, a deny rule any line to match
     * @param time    only within these hours
     */
    public record ToConfig(
            List<String> hosts,
            List<String> methods,
            List<Located<String>> paths,
            Map<String, List<String>> headers,
            Optional<TimeWindow> time) {

        public ToConfig {
            hosts = List.copyOf(hosts);
            methods = List.copyOf(methods);
            paths = List.copyOf(paths);
            headers = Map.copyOf(headers);
        }
    }

    /** Days of the week and hours of the day in a time zone; {@code from} not before {@code until} spans midnight; both midnight is the whole day. */
    public record TimeWindow(java.util.Set<java.time.DayOfWeek> days, java.time.LocalTime from, java.time.LocalTime until, java.time.ZoneId zone) {

        public TimeWindow {
            days = java.util.Set.copyOf(days);
        }
    }
}
