package dev.postern.conformance;

import dev.postern.demo.DemoPki;
import dev.postern.pki.Pem;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** The product as it is installed, serving with a firewall profile in front of a {@link Reflector}. One request at a time. */
final class ServedProduct implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final Pattern HOST = Pattern.compile("(?im)^host: *([a-z0-9.-]*[a-z0-9]|\\[[0-9a-f:]+\\])(?::[0-9]+)?\\r?$");

    private final Reflector application;
    private final Path dir;
    private final DemoPki pki;
    private final Process process;
    private final int port;
    private final SSLContext tls;
    private long read;

    /**
     * @param profile the firewall's, without its name, in YAML's short form; {@code before.conf} is what {@code before} holds
     * @param before  a resource
     * @param hosts   names it answers to, besides {@code localhost}
     */
    ServedProduct(String profile, String before, Set<String> hosts) throws IOException, GeneralSecurityException {
        dir = Files.createTempDirectory("conformance");
        pki = DemoPki.write(dir.resolve("pki"), InstantSource.system());
        application = Reflector.inTheMesh(pki);
        port = free();
        try (InputStream in = ServedProduct.class.getResourceAsStream(before)) {
            Files.write(dir.resolve("before.conf"), in.readAllBytes());
        }
        Files.writeString(dir.resolve("postern.yaml"), configuration(profile, hosts));
        ProcessBuilder start = new ProcessBuilder("bin/postern", "serve", "--config", dir.resolve("postern.yaml").toString());
        process = start.redirectErrorStream(true).redirectOutput(dir.resolve("log").toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        tls = trusting();
        await();
    }

    private String configuration(String profile, Set<String> hosts) throws IOException {
        return """
                listen:
                  ingress:
                    address: 127.0.0.1:%d
                    tls: {cert: pki/ingress.pem, key: pki/ingress-key.pem}
                    bounds: {connections-per-client: 10000}
                    clients: {handshakes: 100000, records: 100000}
                    overload: {loop-delay: 1m}
                  admin: {address: "127.0.0.1:%d"}
                devices: {authorities: [{name: laptops, certificates: pki/device-ca.pem, crls: [pki/device-ca.crl]}]}
                mesh: {identity: {cert: pki/gateway.pem, key: pki/gateway-key.pem}, trust: [pki/mesh-ca.pem]}
                upstreams: [{name: app, url: "https://127.0.0.1:%d", expect: "spiffe://demo.test/ns/finance/sa/ledger"}]
                routes: [{name: app, hosts: [%s], path: /, upstream: app, inspect: {waf: crs}}]
                policies: [{name: everybody, effect: allow, routes: [app], from: {anyone: true}}]
                audit: {file: audit.jsonl, strangers: 1000000}
                waf: [{name: crs, rules: [before.conf, crs], %s}]
                """.formatted(port, free(), application.port(), hosts.stream().map(host -> '"' + host + '"').collect(Collectors.joining(", ")), profile);
    }

    /** Sends these octets on a connection of their own and gives the status of the answer; 0 when there was none in this time. */
    int send(byte[] request, Duration patience) throws IOException {
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(new Socket(InetAddress.getLoopbackAddress(), port), host(request), port, true)) {
            return exchange(socket, request, patience);
        }
    }

    /** The status of the answer to these octets; 0 when there was none in this time. */
    static int exchange(Socket socket, byte[] request, Duration patience) throws IOException {
        try {
            socket.setSoTimeout((int) patience.toMillis());
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            byte[] head = socket.getInputStream().readNBytes(12);
            return head.length == 12 ? Integer.parseInt(new String(head, 9, 3, StandardCharsets.US_ASCII)) : 0;
        } catch (SocketTimeoutException | NumberFormatException none) {
            return 0;
        }
    }

    /** Requests that have reached the application. */
    long asked() {
        return application.asked();
    }

    /** Whom the request is for, without a port; clients say so in the handshake too. */
    static String host(byte[] request) {
        Matcher host = HOST.matcher(new String(request, StandardCharsets.ISO_8859_1));
        return host.find() ? host.group(1) : "localhost";
    }

    /** The events of exchanges that were recorded since the last call, once there is one; none after a while means there will be none. */
    List<JsonObject> events() throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        List<JsonObject> events = new ArrayList<>();
        while (events.isEmpty() && System.nanoTime() < until) {
            events.addAll(more());
            if (events.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(2);
            }
        }
        return events;
    }

    /** Passes over what was recorded so far, as soon as there is something. */
    void forget() throws IOException, InterruptedException {
        while (!events().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private List<JsonObject> more() throws IOException {
        List<JsonObject> events = new ArrayList<>();
        try (RandomAccessFile file = new RandomAccessFile(dir.resolve("audit.jsonl").toFile(), "r")) {
            byte[] rest = new byte[(int) (file.length() - read)];
            file.seek(read);
            file.readFully(rest);
            String text = new String(rest, StandardCharsets.US_ASCII);
            int end = text.lastIndexOf('\n') + 1;
            read += end;
            text.substring(0, end).lines().map(JsonObject::new).filter(line -> line.containsKey("http_request")).forEach(events::add);
        }
        return events;
    }

    private void await() throws IOException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < until) {
            if (!process.isAlive()) {
                break;
            }
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException notYet) {
                java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            }
        }
        String log = Files.readString(dir.resolve("log"));
        close();
        throw new IOException("the product does not serve: " + log);
    }

    private SSLContext trusting() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ingress", Pem.certificates(Path.of(pki.file("ingress-ca.pem"))).getFirst());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        application.close();
    }
}
