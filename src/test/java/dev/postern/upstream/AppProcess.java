package dev.postern.upstream;

import dev.postern.pki.KeyMaterial;
import dev.postern.pki.PemFiles;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An app in a process of its own, over mutual TLS, that can be killed and started again. It says the path and the body, and keeps a list of the POSTs it was sent. */
final class AppProcess implements AutoCloseable {

    private static final int PAUSE_MILLIS = 5;

    private final Path dir;
    private Process process;
    private int port;

    AppProcess(Path dir, Mesh mesh) throws IOException {
        this.dir = Files.createDirectories(dir);
        KeyMaterial ledger = mesh.authority.svid(Mesh.LEDGER);
        PemFiles.writeCertificates(dir.resolve("ca.pem"), List.of(mesh.authority.certificate()));
        PemFiles.writeCertificates(dir.resolve("cert.pem"), ledger.chain());
        PemFiles.writeKey(dir.resolve("key.pem"), ledger.key());
    }

    /** Listens when it returns: on the port it had before, or on any at first. */
    AppProcess start() throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        process = new ProcessBuilder(java, "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-cp", System.getProperty("java.class.path"), AppProcess.class.getName(), dir.toString(), Integer.toString(port)).redirectErrorStream(true).start();
        port = process.inputReader().lines().filter(line -> line.startsWith("listening ")).findFirst()
                .map(line -> Integer.parseInt(line.substring("listening ".length()))).orElseThrow(() -> new AssertionError("the app did not start"));
        return this;
    }

    String url() {
        return "https://127.0.0.1:" + port;
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** The numbers of all POSTs that it has been sent, over all its lives. */
    List<String> posts() throws IOException {
        Path file = dir.resolve("posts");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }

    public static void main(String[] arguments) {
        Path dir = Path.of(arguments[0]);
        HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(Integer.parseInt(arguments[1])).setSsl(true).setUseAlpn(true)
                .setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(new PemKeyCertOptions().setCertPath(dir.resolve("cert.pem").toString()).setKeyPath(dir.resolve("key.pem").toString()))
                .setTrustOptions(new PemTrustOptions().addCertPath(dir.resolve("ca.pem").toString()));
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        vertx.createHttpServer(options).requestHandler(request -> answer(vertx, request, dir.resolve("posts"))).listen()
                .onSuccess(server -> System.out.println("listening " + server.actualPort()))
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    private static void answer(Vertx vertx, HttpServerRequest request, Path posts) {
        request.body().onSuccess(body -> {
            if (body.length() > 0) {
                note(posts, body.toString());
            }
            vertx.setTimer(PAUSE_MILLIS, due -> request.response().end(request.path() + body));
        });
    }

    private static void note(Path posts, String line) {
        try {
            Files.writeString(posts, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
