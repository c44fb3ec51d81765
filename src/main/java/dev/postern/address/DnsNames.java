package dev.postern.address;

import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Asks name servers for A and AAAA records, over UDP from a fresh port each time, over TCP when the answer does not fit. Keeps nothing: {@link Lookup} does. A server that is
 * silent or fails is asked once more after the others.
 */
public final class DnsNames implements Names {

    /** For one server to answer one question. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /** More addresses of one name are not looked at. */
    static final int ADDRESSES = 1_024;

    private final DnsNameResolver resolver;
    private final ResolverFile settings;

    /** @param settings name at least one server */
    public DnsNames(Vertx vertx, ResolverFile settings) {
        this.settings = settings;
        VertxInternal internal = (VertxInternal) vertx;
        List<InetSocketAddress> twice = Stream.concat(settings.servers().stream(), settings.servers().stream()).toList();
        this.resolver = new DnsNameResolverBuilder(internal.getEventLoopGroup().next())
                .datagramChannelFactory(() -> internal.transport().datagramChannel())
                .socketChannelFactory(() -> (SocketChannel) internal.transport().channelFactory(false).newChannel())
                .datagramChannelStrategy(DnsNameResolverChannelStrategy.ChannelPerResolution)
                .nameServerProvider(new SequentialDnsServerAddressStreamProvider(twice))
                .hostsFileEntriesResolver((host, types) -> null)
                .searchDomains(List.of())
                .ndots(1)
                .resolveCache(NoopDnsCache.INSTANCE)
                .cnameCache(NoopDnsCnameCache.INSTANCE)
                .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE)
                .queryTimeoutMillis(PATIENCE.toMillis())
                .build();
    }

    @Override
    public Future<Answer> resolve(String host) {
        List<String> candidates = candidates(host);
        Future<Answer> answer = ask(candidates.getFirst());
        for (String next : candidates.subList(1, candidates.size())) {
            answer = answer.recover(failure -> isUnknown(failure) ? ask(next) : Future.failedFuture(failure));
        }
        return answer;
    }

    /** The full names that a short one may mean, in the order of resolv.conf(5). */
    private List<String> candidates(String host) {
        if (host.endsWith(".")) {
            return List.of(host);
        }
        List<String> below = settings.search().stream().map(domain -> host + '.' + domain).filter(HostName::isName).toList();
        boolean isShort = host.chars().filter(c -> c == '.').count() < settings.ndots();
        return isShort ? Stream.concat(below.stream(), Stream.of(host)).toList() : Stream.concat(Stream.of(host), below.stream()).toList();
    }

    /**
     * Without an answer for IPv4 nothing is known: half an answer would look as if the other half had gone. Without one for IPv6 the addresses of IPv4 do, since servers that are clumsy about AAAA are
     * common; but where there are none, nobody has said that there are no others.
     */
    private Future<Answer> ask(String name) {
        Future<List<DnsRecord>> four = ask(name, DnsRecordType.A);
        Future<List<DnsRecord>> six = ask(name, DnsRecordType.AAAA);
        return Future.join(four, six).transform(both -> {
            List<DnsRecord> records = Stream.of(four, six).filter(Future::succeeded).flatMap(one -> one.result().stream()).toList();
            if (four.failed() || six.failed() && records.isEmpty()) {
                records.forEach(ReferenceCountUtil::release);
                return Future.failedFuture(four.failed() ? four.cause() : six.cause());
            }
            return answer(name, records);
        });
    }

    /** The records of one type, of which the name may have none. */
    private Future<List<DnsRecord>> ask(String name, DnsRecordType type) {
        Promise<List<DnsRecord>> result = Promise.promise();
        resolver.resolveAll(new DefaultDnsQuestion(name, type)).addListener((io.netty.util.concurrent.Future<List<DnsRecord>> done) -> {
            if (done.isSuccess()) {
                result.complete(done.getNow());
            } else if (done.cause().getCause() == null) {
                result.complete(List.of());
            } else {
                result.fail(failure(name, done.cause().getCause()));
            }
        });
        return result.future();
    }

    /** Lets go of the records. */
    static Future<Answer> answer(String name, List<DnsRecord> records) {
        try {
            Set<InetAddress> addresses = new LinkedHashSet<>();
            OptionalLong life = records.stream().mapToLong(DnsRecord::timeToLive).min();
            for (DnsRecord record : records) {
                if (record instanceof DnsRawRecord raw && addresses.size() < ADDRESSES) {
                    address(raw).ifPresent(addresses::add);
                }
            }
            return addresses.isEmpty() ? Future.failedFuture(new LookupException(LookupException.Kind.NO_SUCH_NAME, "no addresses for " + name))
                    : Future.succeededFuture(new Answer(List.copyOf(addresses), Duration.ofSeconds(life.orElse(0))));
        } finally {
            records.forEach(ReferenceCountUtil::release);
        }
    }

    private static Optional<InetAddress> address(DnsRawRecord record) {
        byte[] octets = new byte[record.content().readableBytes()];
        record.content().getBytes(record.content().readerIndex(), octets);
        try {
            return Optional.of(InetAddress.getByAddress(octets));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof LookupException lookup && lookup.kind() == LookupException.Kind.NO_SUCH_NAME;
    }

    private static LookupException failure(String name, Throwable cause) {
        boolean unknown = cause instanceof DnsErrorCauseException error && error.getCode().equals(DnsResponseCode.NXDOMAIN);
        return unknown ? new LookupException(LookupException.Kind.NO_SUCH_NAME, "no addresses for " + name)
                : new LookupException(LookupException.Kind.UNAVAILABLE, "no name server could say what " + name + " stands for");
    }
}
