package dev.postern.redis;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real Redis on loopback with the user that {@code deploy/redis/users.acl} describes, and one of the test's own that may everything. It keeps nothing on disk: started
 * again, it is empty.
 */
public final class RedisServer implements AutoCloseable {

    public static final String USER = "postern";
    public static final String PASSWORD = "a-password-of-the-test";
    private static final String ADMIN = "tester";

    private final Path dir;
    private final List<String> command;
    private final int port;
    private Process process;

    private RedisServer(Path dir, int port, List<String> command) {
        this.dir = dir;
        this.port = port;
        this.command = command;
    }

    public static RedisServer plain(Path dir) throws Exception {
        int port = freePort();
        RedisServer server = new RedisServer(Files.createDirectories(dir), port, List.of("--port", Integer.toString(port)));
        server.start();
        return server;
    }

    /** Over TLS alone, and only for those who show a certificate of {@code clients}. */
    public static RedisServer tls(Path dir, Path cert, Path key, Path clients) throws Exception {
        int port = freePort();
        RedisServer server = new RedisServer(Files.createDirectories(dir), port, List.of("--port", "0", "--tls-port", Integer.toString(port), "--tls-cert-file", cert.toString(),
                "--tls-key-file", key.toString(), "--tls-ca-cert-file", clients.toString(), "--tls-auth-clients", "yes"));
        server.start();
        return server;
    }

    public int port() {
        return port;
    }

    public void start() throws Exception {
        String acl = Files.readString(Path.of("deploy/redis/users.acl")).replace("PASSWORD-SHA256", sha256(PASSWORD));
        Files.writeString(dir.resolve("users.acl"), acl + "user " + ADMIN + " on >" + PASSWORD + " ~* &* +@all\n");
        List<String> all = new ArrayList<>(List.of("redis-server"));
        all.addAll(command);
        all.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", dir.toString(), "--aclfile", dir.resolve("users.acl").toString()));
        process = new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(dir.resolve("redis.log").toFile()).start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!listens()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new AssertionError("redis-server did not start\n" + Files.readString(dir.resolve("redis.log")));
            }
            Thread.sleep(20);
        }
    }

    private boolean listens() {
        try (Socket probe = new Socket("127.0.0.1", port)) {
            return probe.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** SIGSTOP: connections stay, nothing answers. */
    public void freeze() throws IOException {
        signal("STOP");
    }

    public void thaw() throws IOException {
        signal("CONT");
    }

    private void signal(String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().onExit().join();
    }

    /** As the test's own user; what it printed, line by line. */
    public List<String> cli(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("redis-cli", "-h", "127.0.0.1", "-p", Integer.toString(port), "--user", ADMIN, "--pass", PASSWORD, "--no-auth-warning"));
        all.addAll(List.of(arguments));
        Process cli = new ProcessBuilder(all).redirectErrorStream(true).start();
        String said = new String(cli.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        cli.waitFor();
        return said.lines().toList();
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        if (process != null && process.isAlive()) {
            signal("CONT");
            kill();
        }
    }
}
