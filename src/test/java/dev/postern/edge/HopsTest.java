package dev.postern.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Cidr;
import dev.postern.config.IngressConfig.TrustedHops;
import dev.postern.config.IngressConfig.TrustedHops.ForwardHeader;
import dev.postern.exchange.Client;
import dev.postern.exchange.RefusedException;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.vertx.core.MultiMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who the client is behind proxies and balancers, and who may say so. */
class HopsTest {

    /** A port is that of an address: who is named by a hop has none that is known. */
    @ParameterizedTest
    @CsvSource({"192.0.2.9, 4711", "10.0.0.1, 0"})
    void thePortIsTheClientsOrUnknown(String peer, int port) {
        HopTrust hops = new HopTrust(new TrustedHops(List.of(Cidr.parse("10.0.0.0/8")), ForwardHeader.X_FORWARDED_FOR));
        Client.Socket socket = new Client.Socket(4711, Optional.of(InetAddress.ofLiteral("192.0.2.80")));
        Client client = hops.client(new Peer(InetAddress.ofLiteral(peer), socket, Optional.empty(), false, List.of(), ServedNames.NONE),
                MultiMap.caseInsensitiveMultiMap().add("X-Forwarded-For", "192.0.2.1"));
        assertEquals(new Client.Socket(port, socket.local()), client.socket());
    }

    /** Trusted are 10.0.0.0/8 and fd00::/8. Lines of one header are separated by {@code /}. */
    private static String client(ForwardHeader header, String peer, String lines) {
        HopTrust hops = new HopTrust(new TrustedHops(List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("fd00::/8")), header));
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (lines != null) {
            for (String line : lines.split("/")) {
                headers.add(header == ForwardHeader.FORWARDED ? "Forwarded" : "X-Forwarded-For", line.strip());
            }
        }
        headers.add(header == ForwardHeader.FORWARDED ? "X-Forwarded-For" : "Forwarded", "for=6.6.6.6").add("X-Real-IP", "6.6.6.6");
        try {
            return hops.client(new Peer(InetAddress.ofLiteral(peer), Client.Socket.NONE, Optional.empty(), false, List.of(), ServedNames.NONE), headers).address().getHostAddress();
        } catch (RefusedException refused) {
            return refused.denial().reason().code();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "192.0.2.9 | 1.2.3.4                             | 192.0.2.9",
        "192.0.2.9 |                                     | 192.0.2.9",
        "10.0.0.1  |                                     | 10.0.0.1",
        "10.0.0.1  | 192.0.2.1                           | 192.0.2.1",
        "10.0.0.1  | 6.6.6.6, 192.0.2.1                  | 192.0.2.1",
        "10.0.0.1  | 6.6.6.6, 192.0.2.1, 10.0.0.2        | 192.0.2.1",
        "10.0.0.1  | 6.6.6.6, 10.9.9.9, 192.0.2.1        | 192.0.2.1",
        "10.0.0.1  | 6.6.6.6 / 192.0.2.1                 | 192.0.2.1",
        "10.0.0.1  | 192.0.2.1 / 10.0.0.2, 10.0.0.3      | 192.0.2.1",
        "10.0.0.1  | 10.0.0.5, 10.0.0.2                  | 10.0.0.5",
        "10.0.0.1  | <script>, 192.0.2.1                 | 192.0.2.1",
        "10.0.0.1  | 6.6.6.6, [1]:80                     | request.header-refused",
        "10.0.0.1  | [127.1]                             | request.header-refused",
        "10.0.0.1  | 192.0.2.1:4711                      | 192.0.2.1",
        "10.0.0.1  | 2001:db8::1                         | 2001:db8:0:0:0:0:0:1",
        "10.0.0.1  | [2001:db8::1]:4711                  | 2001:db8:0:0:0:0:0:1",
        "10.0.0.1  | ::ffff:192.0.2.1                    | 192.0.2.1",
        "10.0.0.1  | ::ffff:10.0.0.7, 10.0.0.2           | 10.0.0.7",
        "fd00::1   | 192.0.2.1                           | 192.0.2.1",
        "10.0.0.1  | 192.0.2.1,                          | request.header-refused",
        "10.0.0.1  | unknown                             | request.header-refused",
        "10.0.0.1  | 192.0.2                             | request.header-refused",
        "10.0.0.1  | 3221225985                          | request.header-refused",
        "10.0.0.1  | 0x7f.0.0.1                          | request.header-refused",
        "10.0.0.1  | 192.0.2.999                         | request.header-refused",
        "10.0.0.1  | fe80::1%eth0                        | request.header-refused",
        "10.0.0.1  | localhost                           | request.header-refused",
        "10.0.0.1  | 192.0.2.1:x                         | request.header-refused",
        "10.0.0.1  | [2001:db8::1                        | request.header-refused",
        "10.0.0.1  | bogus, 10.0.0.2                     | request.header-refused"})
    void rightmostUntrusted(String peer, String lines, String expected) {
        assertEquals(expected, client(ForwardHeader.X_FORWARDED_FOR, peer, lines));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "192.0.2.9 | for=1.2.3.4                                         | 192.0.2.9",
        "10.0.0.1  | for=192.0.2.1                                       | 192.0.2.1",
        "10.0.0.1  | For=192.0.2.1;proto=https;by=10.0.0.1               | 192.0.2.1",
        "10.0.0.1  | for=6.6.6.6, proto=https; for=192.0.2.1             | 192.0.2.1",
        "10.0.0.1  | for=6.6.6.6, for=192.0.2.1, for=10.0.0.2            | 192.0.2.1",
        "10.0.0.1  | for=\"[2001:db8::1]:4711\"                          | 2001:db8:0:0:0:0:0:1",
        "10.0.0.1  | for=\"192.0.2.1:80\"                                | 192.0.2.1",
        "10.0.0.1  | for=\"6.6.6.6, for=7.7.7.7\", for=192.0.2.1         | 192.0.2.1",
        "10.0.0.1  | for=192.0.2.1;for=6.6.6.6                           | request.header-refused",
        "10.0.0.1  | for=unknown                                         | request.header-refused",
        "10.0.0.1  | for=_hidden                                         | request.header-refused",
        "10.0.0.1  | proto=https                                         | request.header-refused",
        "10.0.0.1  | for=\"192.0.2.1                                     | request.header-refused",
        "10.0.0.1  | for=10.1.2.3;x=\"\\\"\", for=192.0.2.1             | 192.0.2.1",
        "10.0.0.1  | for=10.1.2.3;x=\"\\\\\", for=192.0.2.1             | 192.0.2.1",
        "10.0.0.1  | for=10.1.2.3;x=\"\\\"\", for=\"[2001:db8::9]:4711\" | 2001:db8:0:0:0:0:0:9",
        "10.0.0.1  | for=10.1.2.3;x=\", for=192.0.2.1                  | request.header-refused",
        "10.0.0.1  | for=10.1.2.3;x=\", for=\"[2001:db8::9]:4711\"     | request.header-refused",
        "10.0.0.1  | for=10.1.2.3;x=\"\\\", for=192.0.2.1               | request.header-refused",
        "10.0.0.1  | for=10.1.2.3;x=a\"b, for=192.0.2.1;y=\"           | request.header-refused",
        "10.0.0.1  | for=10.1.2.3;x=\"\"a, for=192.0.2.1               | request.header-refused",
        "10.0.0.1  | for=192.0.2.1;host=\"a;for=6.6.6.6\" ;proto=https  | 192.0.2.1",
        "10.0.0.1  | <script>, for=192.0.2.1                           | 192.0.2.1"})
    void forwarded(String peer, String lines, String expected) {
        assertEquals(expected, client(ForwardHeader.FORWARDED, peer, lines));
    }

    @Test
    void forwardingHeadersOfAnUntrustedPeerMoveNothing() {
        try (EdgeLab lab = new EdgeLab(EdgeLab.ECHO); RawClient client = lab.connect("app.test")) {
            String body = client.ask("GET / HTTP/1.1\r\nHost: app.test\r\nX-Forwarded-For: 6.6.6.6\r\nForwarded: for=6.6.6.6\r\nX-Real-IP: 6.6.6.6\r\nTrue-Client-IP: 6.6.6.6\r\n"
                    + "X-Forwarded-Host: other.test\r\nX-Original-URL: /admin\r\nX-HTTP-Method-Override: DELETE\r\n\r\n").body();
            assertTrue(body.startsWith("GET app.test / client=127.0.0.1 peer=127.0.0.1"), body);
        }
    }

    @Test
    void trustedPeerIsBelieved() {
        TrustedHops loopback = new TrustedHops(List.of(Cidr.parse("127.0.0.0/8")), ForwardHeader.X_FORWARDED_FOR);
        try (EdgeLab lab = new EdgeLab(EdgeLab.ECHO, EdgeLab.Config.standard().with(loopback)); RawClient client = lab.connect("app.test")) {
            assertTrue(client.ask("GET / HTTP/1.1\r\nHost: app.test\r\nX-Forwarded-For: 6.6.6.6, 192.0.2.1\r\n\r\n").body().contains("client=192.0.2.1 peer=127.0.0.1"));
            assertEquals(400, client.ask("GET / HTTP/1.1\r\nHost: app.test\r\nX-Forwarded-For: who\r\n\r\n").status());
        }
    }

    // --- PROXY protocol

    private static final String GET = "GET / HTTP/1.1\r\nHost: app.test\r\n\r\n";

    private static RawClient through(EdgeLab lab, byte[] header) {
        return RawClient.over(() -> {
            Socket socket = new Socket("127.0.0.1", lab.port());
            socket.getOutputStream().write(header);
            return socket;
        }, EdgeLab.context(Optional.empty()), "app.test");
    }

    private static byte[] v1(String line) {
        return (line + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** @param family and transport, 0x11 for TCP over IPv4, 0x12 for UDP */
    private static byte[] v2(HAProxyCommand command, int family, byte... addresses) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a});
        out.write(0x20 | command.byteValue());
        out.write(family);
        out.write(0);
        out.write(addresses.length);
        out.writeBytes(addresses);
        return out.toByteArray();
    }

    private static final byte[] V4 = {(byte) 192, 0, 2, 7, 127, 0, 0, 1, 0x12, 0x34, 0x20, (byte) 0xfb};

    @Test
    void listedBalancerNamesTheClient() {
        try (EdgeLab lab = new EdgeLab(EdgeLab.ECHO, EdgeLab.Config.standard().withProxy("127.0.0.0/8"))) {
            try (RawClient client = through(lab, v1("PROXY TCP4 192.0.2.7 127.0.0.1 4660 8443"))) {
                assertTrue(client.ask(GET).body().contains("client=192.0.2.7 peer=192.0.2.7"));
            }
            try (RawClient client = through(lab, v1("PROXY TCP6 2001:db8::7 ::1 4660 8443"))) {
                assertTrue(client.ask(GET).body().contains("client=2001:db8:0:0:0:0:0:7"));
            }
            try (RawClient client = through(lab, v2(HAProxyCommand.PROXY, 0x11, V4))) {
                assertTrue(client.ask(GET).body().contains("client=192.0.2.7 peer=192.0.2.7"));
            }
            try (RawClient client = through(lab, v2(HAProxyCommand.LOCAL, 0x00))) {
                assertTrue(client.ask(GET).body().contains("client=127.0.0.1"));
            }
            try (RawClient client = through(lab, v1("PROXY UNKNOWN"))) {
                assertTrue(client.ask(GET).body().contains("client=127.0.0.1"));
            }
        }
    }

    @Test
    void listedBalancerMustSendAHeader() {
        try (EdgeLab lab = new EdgeLab(EdgeLab.ECHO, EdgeLab.Config.standard().withProxy("127.0.0.0/8"))) {
            for (byte[] wrong : List.of(new byte[0], v1("PROXY TCP4 999.0.2.7 127.0.0.1 1 2"), v1("PROXY TCP4 192.0.2.7"), v1("PROXY TCP4 2001 1 2 3\r\nPROXY TCP4 192.0.2.7 127.0.0.1 1 2"), v1("NOTPROXY TCP4 192.0.2.7 127.0.0.1 1 2"),
                    v2(HAProxyCommand.PROXY, 0x12, V4), v2(HAProxyCommand.PROXY, 0x11, new byte[] {1, 2}))) {
                Assertions.assertThrows(UncheckedIOException.class, () -> through(lab, wrong).close());
            }
            assertEquals(List.of(), lab.handled);
            EdgeLab.eventually(() -> lab.listener.connections() == 0 && lab.gate.open() == 0);
        }
    }

    @Test
    void unlistedPeerMayNotSendOne() throws IOException {
        for (EdgeLab.Config config : List.of(EdgeLab.Config.standard(), EdgeLab.Config.standard().withProxy("192.0.2.0/24"))) {
            try (EdgeLab lab = new EdgeLab(EdgeLab.ECHO, config)) {
                Assertions.assertThrows(UncheckedIOException.class, () -> through(lab, v1("PROXY TCP4 192.0.2.7 127.0.0.1 4660 8443")).close());
                Assertions.assertThrows(UncheckedIOException.class, () -> through(lab, v2(HAProxyCommand.PROXY, 0x11, V4)).close());
                try (RawClient direct = lab.connect("app.test")) {
                    assertTrue(direct.ask(GET).body().contains("client=127.0.0.1"));
                }
            }
        }
    }

    @Test
    void connectionsAreCountedForTheClientBehindTheBalancer() {
        EdgeLab.Config config = EdgeLab.Config.standard().withProxy("127.0.0.0/8").with(new dev.postern.limit.ConnectionGate.Bounds(100, 1));
        try (EdgeLab lab = new EdgeLab(EdgeLab.ECHO, config);
                RawClient first = through(lab, v1("PROXY TCP4 192.0.2.7 127.0.0.1 1 2"));
                RawClient other = through(lab, v1("PROXY TCP4 192.0.2.8 127.0.0.1 1 2"))) {
            assertEquals(200, first.ask(GET).status());
            assertEquals(200, other.ask(GET).status());
            Assertions.assertThrows(UncheckedIOException.class, () -> through(lab, v1("PROXY TCP4 192.0.2.7 127.0.0.1 3 4")).close());
        }
    }
}
