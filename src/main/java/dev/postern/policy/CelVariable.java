package dev.postern.policy;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.postern.device.Device;
import dev.postern.identity.Principal;
import dev.postern.route.QueryParameters;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What conditions written in CEL can speak about: every variable with its type, and where its value comes from. A value is made only when an
 * expression asks for it.
 *
 * <p>What does not apply is empty: a workload has no {@code user.name}, an anonymous request neither, no device no {@code device.id}.
 */
enum CelVariable {
    METHOD("request.method", SimpleType.STRING, a -> a.facts().method()),
    HOST("request.host", SimpleType.STRING, a -> a.facts().authority().host()),
    PATH("request.path", SimpleType.STRING, a -> a.facts().path().value()),
    QUERY("request.query", Types.TEXTS_BY_NAME, a -> QueryParameters.parse(a.facts().query()).asMap()),
    HEADERS("request.headers", Types.TEXTS_BY_NAME, a -> new HeaderMap(a.facts().headers())),
    TIME("request.time", SimpleType.TIMESTAMP, a -> a.facts().receivedAt()),
    PROTOCOL("request.protocol", SimpleType.STRING, a -> a.facts().protocol().label()),
    ID("request.id", SimpleType.STRING, a -> a.facts().id().value()),

    USER_NAME("user.name", SimpleType.STRING, a -> a.principal() instanceof Principal.User user ? user.name() : ""),
    USER_PROVIDER("user.provider", SimpleType.STRING, a -> a.principal() instanceof Principal.User user ? user.provider() : ""),
    USER_GROUPS("user.groups", Types.TEXTS, a -> a.principal() instanceof Principal.User user ? List.copyOf(user.groups()) : List.of()),
    USER_CLAIMS("user.claims", MapType.create(SimpleType.STRING, SimpleType.DYN),
            a -> a.principal() instanceof Principal.User user ? CelValues.of(user.claims()) : Map.of()),

    WORKLOAD_ID("workload.id", SimpleType.STRING, a -> a.principal() instanceof Principal.Workload w ? w.id().toString() : ""),
    WORKLOAD_DOMAIN("workload.trustDomain", SimpleType.STRING, a -> a.principal() instanceof Principal.Workload w ? w.id().trustDomain() : ""),
    WORKLOAD_PATH("workload.path", SimpleType.STRING, a -> a.principal() instanceof Principal.Workload w ? w.id().path() : ""),

    DEVICE_STATE("device.state", SimpleType.STRING, a -> DeviceWords.state(a.device())),
    DEVICE_ID("device.id", SimpleType.STRING, a -> DeviceWords.id(a.device())),
    DEVICE_AUTHORITY("device.authority", SimpleType.STRING, a -> DeviceWords.authority(a.device())),
    DEVICE_ATTRIBUTES("device.attributes", MapType.create(SimpleType.STRING, SimpleType.STRING),
            a -> a.device() instanceof Device.Enrolled enrolled ? enrolled.attributes() : Map.of()),

    ADDRESS("source.address", SimpleType.STRING, a -> a.facts().client().address().getHostAddress()),
    ROUTE("route", SimpleType.STRING, a -> a.route().name());

    private static final class Types {
        static final CelType TEXTS = ListType.create(SimpleType.STRING);
        static final CelType TEXTS_BY_NAME = MapType.create(SimpleType.STRING, TEXTS);
    }

    private final String name;
    private final CelType type;
    private final Function<Attempt, Object> value;

    CelVariable(String name, CelType type, Function<Attempt, Object> value) {
        this.name = name;
        this.type = type;
        this.value = value;
    }

    /** The name an expression uses, in two words where it belongs to something. */
    String reference() {
        return name;
    }

    CelType type() {
        return type;
    }

    Object of(Attempt attempt) {
        return value.apply(attempt);
    }
}
