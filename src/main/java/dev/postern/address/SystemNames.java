package dev.postern.address;

import io.netty.resolver.DefaultHostsFileEntriesResolver;
import io.netty.resolver.ResolvedAddressTypes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/**
 * Names as this machine knows them: the hosts file, then the name servers of its {@code resolv.conf}. Without such servers the JDK is asked, on a worker thread; it does
 * not say how long its answers live.
 */
public final class SystemNames implements Names {

    private static final Duration UNSAID = Duration.ofSeconds(30);

    private final DefaultHostsFileEntriesResolver hosts = new DefaultHostsFileEntriesResolver();
    private final Names beyond;

    private SystemNames(Names beyond) {
        this.beyond = beyond;
    }

    public static SystemNames of(Vertx vertx) {
        ResolverFile settings = ResolverFile.ofSystem();
        return new SystemNames(settings.servers().isEmpty() ? host -> askJdk(vertx, host) : new DnsNames(vertx, settings));
    }

    @Override
    public Future<Answer> resolve(String host) {
        List<InetAddress> known = hosts.addresses(host, ResolvedAddressTypes.IPV4_PREFERRED);
        return known == null || known.isEmpty() ? beyond.resolve(host) : Future.succeededFuture(new Answer(known, UNSAID));
    }

    private static Future<Answer> askJdk(Vertx vertx, String host) {
        return vertx.executeBlocking(() -> {
            try {
                return new Answer(List.of(InetAddress.getAllByName(host)), UNSAID);
            } catch (UnknownHostException unknown) {
                // The JDK does not tell a name that is not there from a server that is not.
                throw new LookupException(LookupException.Kind.UNAVAILABLE, "no addresses for " + host);
            }
        }, false);
    }
}
