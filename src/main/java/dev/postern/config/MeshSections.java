package dev.postern.config;

import dev.postern.config.Keys.Key;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code mesh}, and the timeouts of what is behind the gateway. */
final class MeshSections {

    static final TextShape<Duration> CONNECT = Quantities.duration("10ms", "5m");
    static final TextShape<Duration> FIRST_BYTE = Quantities.duration("10ms", "24h");
    static final TextShape<Duration> WHOLE = Quantities.duration("0s", "30d");

    static final Section<MeshConfig> MESH = mesh();
    static final Section<UpstreamConfig.Timeouts> TIMEOUTS = timeouts();

    private MeshSections() {}

    private static Section<MeshConfig> mesh() {
        Keys keys = new Keys("The gateway's place in the service mesh.");
        Key<Optional<KeyPairFiles>> identity = keys.maybe("identity", ListenSections.KEY_PAIR,
                "Its own X.509-SVID and key; watched. Without one only upstreams that ask for none can be reached.");
        Key<List<Located<Path>>> trust = keys.many("trust", Lists.oneOrMore(FileShapes.existing()),
                "PEM files with the authorities whose workloads it believes; watched.");
        Key<Optional<String>> zone = keys.maybe("zone", Scalars.text(),
                "Where this gateway is: endpoints with the same zone are preferred, and others take over as far as those are not available.");
        return keys.to(v -> new MeshConfig(v.get(identity), v.get(trust), v.get(zone)));
    }

    private static Section<UpstreamConfig.Timeouts> timeouts() {
        Keys keys = new Keys("Times towards an upstream.");
        Key<Duration> connect = keys.optional("connect", CONNECT, "5s", "To connect, TLS included.");
        Key<Duration> firstByte = keys.optional("first-byte", FIRST_BYTE, "30s", "From the end of the request to the first byte of the answer.");
        Key<Duration> whole = keys.optional("whole", WHOLE, "0s", "For the whole exchange; 0s for no bound.");
        return keys.to(v -> new UpstreamConfig.Timeouts(v.get(connect), v.get(firstByte), v.get(whole)));
    }
}
