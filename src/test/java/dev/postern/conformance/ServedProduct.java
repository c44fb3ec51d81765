package dev.postern.conformance;

import dev.postern.demo.DemoPki;
import dev.postern.pki.Pem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * The product as it is installed, serving with a firewall profile that reports, in front of an application that reflects: what is posted to {@code /reflect} as status, headers and body is
 * what it answers. One request at a time.
 */
final class ServedProduct implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final Pattern HOST = Pattern.compile("(?im)^host: *([a-z0-9.-]*[a-z0-9]|\\[[0-9a-f:]+\\])(?::[0-9]+)?\\r?$");

    private final Vertx vertx = Vertx.vertx();
    private final Path dir;
    private final DemoPki pki;
    private final Process process;
    private final int port;
    private final SSLContext tls;
    private long read;

    /**
     * @param rules the folder of the Core Rule Set
     * @param hosts names it answers to, besides {@code localhost}
     */
    ServedProduct(Path rules, Set<String> hosts) throws IOException, GeneralSecurityException {
        dir = Files.createTempDirectory("conformance");
        pki = DemoPki.write(dir.resolve("pki"), InstantSource.system());
        int upstream = application();
        port = free();
        try (InputStream before = ServedProduct.class.getResourceAsStream("/conformance/crs-before.conf")) {
            Files.write(dir.resolve("before.conf"), before.readAllBytes());
        }
        Files.writeString(dir.resolve("postern.yaml"), configuration(rules.toAbsolutePath(), hosts, upstream));
        ProcessBuilder start = new ProcessBuilder("bin/postern", "serve", "--config", dir.resolve("postern.yaml").toString());
        process = start.redirectErrorStream(true).redirectOutput(dir.resolve("log").toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        tls = trusting();
        await();
    }

    private String configuration(Path rules, Set<String> hosts, int upstream) throws IOException {
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
                waf:
                  - name: crs
                    core-rule-set: %s
                    rules: [before.conf, crs]
                    mode: report
                    paranoia: {blocking: 4, detection: 4}
                """.formatted(port, free(), upstream, hosts.stream().map(host -> '"' + host + '"').collect(Collectors.joining(", ")), rules);
    }

    private int application() {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0).setSsl(true).setUseAlpn(true).setClientAuth(ClientAuth.REQUIRED)
                .setMaxInitialLineLength(1 << 20).setMaxHeaderSize(1 << 20)
                .setKeyCertOptions(new PemKeyCertOptions().setCertPath(pki.file("ledger.pem")).setKeyPath(pki.file("ledger-key.pem")))
                .setTrustOptions(new PemTrustOptions().addCertPath(pki.file("mesh-ca.pem")))).requestHandler(ServedProduct::reflect);
        return server.listen().toCompletionStage().toCompletableFuture().join().actualPort();
    }

    private static void reflect(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            if (!request.path().startsWith("/reflect")) {
                request.response().end();
                return;
            }
            JsonObject told = new JsonObject(body);
            request.response().setStatusCode(told.getInteger("status", 200)).putHeader("content-type", "text/plain; charset=utf-8");
            told.getJsonObject("headers", new JsonObject()).forEach(header -> request.response().putHeader(header.getKey(), String.valueOf(header.getValue())));
            request.response().end(told.containsKey("encodedBody") ? Buffer.buffer(Base64.getMimeDecoder().decode(told.getString("encodedBody"))) : Buffer.buffer(told.getString("body", "")));
        });
    }

    /** Sends these octets on a connection of their own and gives the status of the answer; 0 when there was none. */
    int send(byte[] request) throws IOException {
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(new Socket(InetAddress.getLoopbackAddress(), port), host(request), port, true)) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            byte[] head = socket.getInputStream().readNBytes(12);
            return head.length == 12 ? Integer.parseInt(new String(head, 9, 3, StandardCharsets.US_ASCII)) : 0;
        } catch (SocketTimeoutException silence) {
            return 0;
        } catch (NumberFormatException odd) {
            return 0;
        }
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

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        vertx.close();
    }
}
