package dev.postern.gateway;

import dev.postern.config.AuditConfig.SinkConfig;
import dev.postern.config.IngressConfig;
import dev.postern.config.ListenConfig.AdminConfig;
import dev.postern.config.Position;
import dev.postern.config.PosternConfig;
import dev.postern.config.Problems;
import dev.postern.config.SharedStateConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What cannot change while the gateway runs, because sockets and files are opened by it: such a change is refused whole rather than taken up in part. */
final class Restart {

    private static final String HINT = "restart the gateway to change it, or put it back";

    private Restart() {}

    /** @throws dev.postern.config.InvalidConfigException naming what needs a restart */
    static void refuse(PosternConfig before, PosternConfig after) {
        Problems problems = new Problems();
        IngressConfig was = before.listen().ingress();
        IngressConfig is = after.listen().ingress();
        Position at = is.address().at();
        unchanged(was.address().value(), is.address().value(), new Key("listen.ingress.address", at), problems);
        unchanged(was.minimumTls(), is.minimumTls(), new Key("listen.ingress.minimum-tls", at), problems);
        unchanged(was.trustedHops(), is.trustedHops(), new Key("listen.ingress.trusted-hops", at), problems);
        unchanged(was.proxyProtocol(), is.proxyProtocol(), new Key("listen.ingress.proxy-protocol", at), problems);
        unchanged(was.bounds(), is.bounds(), new Key("listen.ingress.bounds", at), problems);
        unchanged(was.timeouts(), is.timeouts(), new Key("listen.ingress.timeouts", at), problems);
        unchanged(before.listen().admin().address().value(), after.listen().admin().address().value(),
                new Key("listen.admin.address", after.listen().admin().address().at()), problems);
        unchanged(sinks(before), sinks(after), new Key("audit.sinks", Position.NONE), problems);
        unchanged(before.audit().onFull(), after.audit().onFull(), new Key("audit.on-full", Position.NONE), problems);
        unchanged(before.audit().queue(), after.audit().queue(), new Key("audit.queue", Position.NONE), problems);
        unchanged(files(before.listen().admin()), files(after.listen().admin()), new Key("listen.admin.tls", after.listen().admin().address().at()), problems);
        unchanged(before.listen().admin().clientCertificates().isPresent(), after.listen().admin().clientCertificates().isPresent(),
                new Key("listen.admin.client-certificates", after.listen().admin().address().at()), problems);
        unchanged(before.mesh().identity().isPresent(), after.mesh().identity().isPresent(), new Key("mesh.identity", Position.NONE), problems);
        sharedState(before.sharedState(), after.sharedState(), problems);
        problems.throwIfAny();
    }

    private static void sharedState(Optional<SharedStateConfig> before, Optional<SharedStateConfig> after, Problems problems) {
        unchanged(before.isPresent(), after.isPresent(), new Key("shared-state", Position.NONE), problems);
        before.ifPresent(was -> after.ifPresent(is -> {
            Position at = is.redis().address().at();
            unchanged(was.redis().prefix(), is.redis().prefix(), new Key("shared-state.redis.prefix", at), problems);
            unchanged(was.nameSecret(), is.nameSecret(), new Key("shared-state.name-secret", at), problems);
            unchanged(was.grace(), is.grace(), new Key("shared-state.grace", at), problems);
        }));
    }

    private static List<SinkConfig> sinks(PosternConfig config) {
        return config.audit().sinks().stream().map(SinkConfig::lasting).toList();
    }

    private static List<Path> files(AdminConfig admin) {
        return admin.tls().stream().flatMap(pair -> Stream.of(pair.cert().value(), pair.key().value())).toList();
    }

    private record Key(String name, Position at) {}

    private static void unchanged(Object was, Object is, Key key, Problems problems) {
        if (!was.equals(is)) {
            problems.add(key.at(), key.name() + " cannot change while the gateway runs: it is " + was, HINT);
        }
    }
}
