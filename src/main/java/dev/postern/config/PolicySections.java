package dev.postern.config;

import dev.postern.config.Keys.Key;
import dev.postern.config.PolicyConfig.DeviceCondition;
import dev.postern.config.PolicyConfig.Effect;
import dev.postern.config.PolicyConfig.FromConfig;
import dev.postern.config.PolicyConfig.Mode;
import dev.postern.config.PolicyConfig.RevocationDemand;
import dev.postern.config.PolicyConfig.TimeWindow;
import dev.postern.config.PolicyConfig.ToConfig;
import dev.postern.config.Quantities.Hours;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@code policies}: the rules. An empty list under a rule is refused everywhere here, since it would make the rule wider, not narrower. */
final class PolicySections {

    static final Section<FromConfig> FROM = from();
    static final Section<TimeWindow> TIME = time();
    static final Section<ToConfig> TO = to();
    static final Section<PolicyConfig> POLICY = policy();

    private PolicySections() {}

    private static Section<PolicyConfig> policy() {
        Keys keys = new Keys("A rule. A request is allowed when an allow rule holds and no deny rule does; with no rule it is refused.");
        Key<Located<String>> name = keys.required("name", Scalars.declares(Names.Kind.POLICY),
                "Unique; appears in decisions and in the audit trail.");
        Key<Effect> effect = keys.required("effect", Scalars.choice(Effect.values()), "allow or deny.");
        Key<Mode> mode = keys.optional("mode", Scalars.choice(Mode.values()), "enforce", "enforce, or shadow: decided and recorded, not enforced.");
        Key<List<Located<String>>> routes = keys.many("routes", Lists.oneOrMore(Scalars.refersTo(Names.Kind.ROUTE)),
                "Names of the routes it is about; every route when left out.");
        Key<FromConfig> from = keys.section("from", FROM, "Who, on what device, from where.");
        Key<ToConfig> to = keys.section("to", TO, "Which requests of those routes.");
        Key<Optional<Located<String>>> when = keys.maybe("when", Scalars.locatedText(condition()), "A CEL condition that must be true.");
        return keys.to(v -> new PolicyConfig(v.get(name), v.get(effect), v.get(mode), v.get(routes), v.get(from), v.get(to), v.get(when)));
    }

    private static TextShape<String> condition() {
        return new TextShape<>("a CEL condition", text -> {
            if (text.isBlank() || text.length() > 16_384) {
                throw new Unfit(text.isBlank() ? "the condition is empty" : "a condition of " + text.length() + " characters",
                        "at most 16384 characters of CEL");
            }
            return text;
        }, Json.type("string"));
    }

    private static Section<FromConfig> from() {
        Keys keys = new Keys("Who, on what device, from where. What is left out is not asked for, but without anyone: true they have authenticated.");
        Key<Boolean> anyone = keys.optional("anyone", Scalars.bool(), "false", "Whether the rule is about unauthenticated requests too.");
        Key<List<String>> users = keys.many("users", Lists.oneOrMore(Scalars.text()), "Any of these users.");
        Key<List<String>> groups = keys.many("groups", Lists.oneOrMore(Scalars.text()), "Any of these groups.");
        Key<Map<String, List<String>>> claims = keys.or("claims", Maps.of(Scalars.text(), Lists.oneOrMore(Scalars.text())), Map.of(),
                "Each claim (dots descend) has one of the values.");
        Key<List<Located<String>>> providers = keys.many("providers", Lists.oneOrMore(Scalars.refersTo(Names.Kind.PROVIDER, Names.Kind.TOKEN_ISSUER)),
                "Signed in at, or with a token of, any of these.");
        Key<List<Located<String>>> workloads = keys.many("workloads", Lists.oneOrMore(Scalars.located(SpiffeText.pattern())),
                "SPIFFE ids; one ending in /* stands for every path below.");
        Key<DeviceCondition> device = keys.optional("device", Scalars.choice(DeviceCondition.values()), "any",
                "Needed state of the device: any, enrolled or not-enrolled.");
        Key<RevocationDemand> revocation = keys.optional("revocation", Scalars.choice(RevocationDemand.values()), "required",
                "Whether it must be known that an enrolled device is not revoked (required), or the rule holds too while that cannot be told (best-effort).");
        Key<Map<String, List<String>>> attributes = keys.or("device-attributes",
                Maps.of(DeviceSections.attributeName(), Lists.oneOrMore(Scalars.text())), Map.of(),
                "Each attribute of the device has one of the values.");
        Key<List<Cidr>> networks = keys.many("networks", Lists.oneOrMore(ListenSections.cidr()), "The client's address is in any of these.");
        return keys.to(v -> {
            if (v.get(anyone)) {
                Stream.of(users, groups, claims, workloads, providers).filter(v::has).findFirst().ifPresent(key ->
                        v.problem(anyone, "anyone and " + key.name() + " contradict each other", "keep one of them"));
            }
            if (v.has(revocation) && v.get(device) != DeviceCondition.ENROLLED && !v.has(attributes)) {
                v.problem(revocation, "revocation is asked of no device", "add device: enrolled");
            }
            return new FromConfig(v.get(anyone), v.get(users), v.get(groups), v.get(claims), v.get(providers), v.get(workloads), v.get(device),
                    v.get(revocation), v.get(attributes), v.get(networks));
        });
    }

    private static Section<ToConfig> to() {
        Keys keys = new Keys("Which requests.");
        Key<List<String>> hosts = keys.many("hosts", Lists.oneOrMore(WebTexts.hostPattern()),
                "Any of these: exact, or *.corp.test for every name below.");
        Key<List<String>> methods = keys.many("methods", Lists.oneOrMore(WebTexts.method()), "Any of these.");
        Key<List<Located<String>>> paths = keys.many("paths", Lists.oneOrMore(Scalars.located(PathText.pattern())),
                "Any of these: exact, or ending in /* for everything below.");
        Key<Map<String, List<String>>> headers = keys.or("headers", Maps.withoutCase(WebTexts.headerName(), Lists.oneOrMore(WebTexts.headerValue())),
                Map.of(),
                "Each header has one of the values; with several lines of one name an allow rule needs every line, a deny rule any line to match.");
        Key<Optional<TimeWindow>> time = keys.maybe("time", TIME, "Only within these hours.");
        return keys.to(v -> new ToConfig(v.get(hosts), v.get(methods), v.get(paths), v.get(headers), v.get(time)));
    }

    private static Section<TimeWindow> time() {
        Keys keys = new Keys("Days of the week and hours of the day.");
        Key<List<Set<DayOfWeek>>> days = keys.many("days", Lists.oneOrMore(Quantities.days()),
                "Days and spans of days: [mon-thu, sat]; every day when left out.");
        Key<Optional<Hours>> hours = keys.maybe("hours", Quantities.hours(),
                "\"08:00-18:00\"; from after until spans midnight; the whole day when left out.");
        Key<ZoneId> zone = keys.required("zone", Quantities.zone(), "The time zone they are meant in, such as Europe/Berlin.");
        return keys.to(v -> {
            if (!v.has(days) && !v.has(hours)) {
                v.reading().problem(v.at(), "the window is always open", "name days, hours or both");
            }
            Set<DayOfWeek> all = EnumSet.noneOf(DayOfWeek.class);
            v.get(days).forEach(all::addAll);
            Hours open = v.get(hours).orElse(new Hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT));
            return new TimeWindow(v.has(days) ? all : EnumSet.allOf(DayOfWeek.class), open.from(), open.until(), v.get(zone));
        });
    }
}
