package dev.postern.address;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A real name server on loopback (RFC 1035 §4.1) whose answers a test changes while it runs. Names it was told nothing about do not exist. */
public final class DnsServer {

    private static final int AAAA = 28;

    /** How it answers for one name. */
    public sealed interface Says {
        record Addresses(List<InetAddress> addresses, int ttl) implements Says {}

        record Code(int code) implements Says {}

        record Nothing() implements Says {}

        record Apart(Says four, Says six) implements Says {}

        /** @param millis later than asked */
        record Late(Says says, long millis) implements Says {}
    }

    public static final Says NXDOMAIN = new Says.Code(3);
    public static final Says SERVFAIL = new Says.Code(2);
    public static final Says SILENCE = new Says.Nothing();

    private final Vertx vertx;
    private final Map<String, Says> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final DatagramSocket socket;
    private final int port;

    public DnsServer(Vertx vertx) throws Exception {
        this.vertx = vertx;
        socket = vertx.createDatagramSocket().handler(this::answer);
        port = socket.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS).localAddress().port();
    }

    public static Says addresses(int ttl, String... addresses) {
        return new Says.Addresses(Arrays.stream(addresses).map(InetAddress::ofLiteral).toList(), ttl);
    }

    /** One answer for IPv4, another for IPv6. */
    public static Says apart(Says four, Says six) {
        return new Says.Apart(four, six);
    }

    public static Says late(Says says, long millis) {
        return new Says.Late(says, millis);
    }

    /** IPv4-mapped addresses stay IPv6 on the wire. */
    public static Says wide(int ttl, byte[] address) {
        try {
            return new Says.Addresses(List.of(java.net.Inet6Address.getByAddress(null, address, -1)), ttl);
        } catch (java.net.UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public DnsServer say(String name, Says answer) {
        answers.put(name, answer);
        return this;
    }

    /** How often the name's IPv4 addresses were asked for. */
    public int asked(String name) {
        return asked.getOrDefault(name, 0);
    }

    public ResolverFile settings() {
        return new ResolverFile(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)), List.of("svc.corp.test"), 2);
    }

    private void answer(DatagramPacket packet) {
        Buffer question = packet.data();
        List<String> labels = new ArrayList<>();
        int at = 12;
        while (question.getByte(at) != 0) {
            int length = question.getUnsignedByte(at);
            labels.add(question.getString(at + 1, at + 1 + length, StandardCharsets.US_ASCII.name()));
            at += length + 1;
        }
        int type = question.getUnsignedShort(at + 1);
        String name = String.join(".", labels).toLowerCase(Locale.ROOT);
        if (type != AAAA) {
            asked.merge(name, 1, Integer::sum);
        }
        answer(packet, answers.getOrDefault(name, NXDOMAIN), type, question.getBuffer(12, at + 5));
    }

    private void answer(DatagramPacket packet, Says what, int type, Buffer head) {
        Buffer question = packet.data();
        switch (what) {
            case Says.Nothing nothing -> { }
            case Says.Apart says -> answer(packet, type == AAAA ? says.six() : says.four(), type, head);
            case Says.Late late -> vertx.setTimer(late.millis(), due -> answer(packet, late.says(), type, head));
            case Says.Code(int code) -> reply(packet, header(question, code, 0).appendBuffer(head));
            case Says.Addresses says -> {
                List<InetAddress> fitting = says.addresses().stream().filter(one -> one.getAddress().length == (type == AAAA ? 16 : 4)).toList();
                Buffer reply = header(question, 0, fitting.size()).appendBuffer(head);
                fitting.forEach(one -> reply.appendUnsignedShort(0xc00c).appendUnsignedShort(type).appendUnsignedShort(1).appendInt(says.ttl())
                        .appendUnsignedShort(one.getAddress().length).appendBytes(one.getAddress()));
                reply(packet, reply);
            }
        }
    }

    private static Buffer header(Buffer question, int code, int records) {
        return Buffer.buffer().appendUnsignedShort(question.getUnsignedShort(0)).appendUnsignedShort(0x8180 | code)
                .appendUnsignedShort(1).appendUnsignedShort(records).appendUnsignedShort(0).appendUnsignedShort(0);
    }

    private void reply(DatagramPacket packet, Buffer reply) {
        socket.send(reply, packet.sender().port(), packet.sender().host());
    }
}
