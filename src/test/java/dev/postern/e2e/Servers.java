package dev.postern.e2e;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Real servers as processes of their own: started with their output in a file, ended by pid, loopback only. */
final class Servers implements AutoCloseable {

    private final Deque<Process> running = new ArrayDeque<>();
    private final Path dir;

    Servers(Path dir) {
        this.dir = dir;
    }

    Path log(String name) {
        return dir.resolve(name + ".log");
    }

    Process start(String name, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log(name).toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        running.push(process);
        return process;
    }

    /** Keycloak in development mode with the realm of the Compose file, answering on loopback. */
    void keycloak(int port, String realm, Map<String, String> environment) throws Exception {
        Path home = Path.of(System.getenv("KEYCLOAK_HOME"));
        Files.createDirectories(home.resolve("data/import"));
        Files.writeString(home.resolve("data/import/realm.json"), realm);
        home.resolve("bin/kc.sh").toFile().setExecutable(true);
        Map<String, String> all = new HashMap<>(environment);
        all.put("JAVA_HOME", System.getProperty("java.home"));
        start("keycloak", all, List.of(home.resolve("bin/kc.sh").toString(), "start-dev", "--import-realm",
                "--http-host=127.0.0.1", "--http-port=" + port, "--hostname=http://localhost:" + port, "--db=dev-mem"));
        await("keycloak", Duration.ofMinutes(6), () -> status("http://localhost:" + port + "/realms/corp/.well-known/openid-configuration") == 200);
    }

    /** The installed gateway with the demo's keys from {@code pki}, on these ports; {@code rest} is the configuration from its upstreams on. */
    void gateway(int port, int admin, String rest) throws Exception {
        Path config = Files.writeString(dir.resolve("postern.yaml"), """
                listen:
                  ingress: {address: "127.0.0.1:%d", tls: {cert: pki/ingress.pem, key: pki/ingress-key.pem}}
                  admin: {address: "127.0.0.1:%d"}
                devices: {authorities: [{name: corp, certificates: pki/device-ca.pem, crls: [pki/device-ca.crl]}]}
                mesh: {identity: {cert: pki/gateway.pem, key: pki/gateway-key.pem}, trust: [pki/mesh-ca.pem]}
                audit: {file: audit.jsonl}
                """.formatted(port, admin) + rest);
        start("gateway", Map.of(), List.of("bin/postern", "serve", "--config", config.toString()));
        await("gateway", Duration.ofSeconds(120), () -> status("http://127.0.0.1:" + admin + "/q/health/ready") == 200);
    }

    /** nginx that demands the gateway's certificate, and its name, before it answers. */
    Process nginx(int port, Path pki) throws Exception {
        Path conf = Files.writeString(dir.resolve("nginx.conf"), """
                daemon off; pid %1$s/nginx.pid; error_log stderr info; worker_processes 1;
                events { worker_connections 256; }
                http {
                  access_log off; client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                  client_max_body_size 0;
                  map $ssl_client_s_dn $from_gateway { default 0; "~(^|,)CN=postern-gateway(,|$)" 1; }
                  server {
                    listen 127.0.0.1:%2$d ssl;
                    ssl_certificate %3$s/ledger.pem; ssl_certificate_key %3$s/ledger-key.pem;
                    ssl_client_certificate %3$s/mesh-ca.pem; ssl_verify_client on; ssl_protocols TLSv1.3;
                    if ($from_gateway = 0) { return 403; }
                    location / { default_type text/html;
                      return 200 "<!doctype html><title>ledger</title><h1>Ledger</h1><p id=user>$http_x_user</p><p id=assertion>$http_x_postern_assertion</p><p id=spoof>$http_x_remote_user</p>"; }
                  }
                }
                """.formatted(dir, port, pki));
        Process nginx = start("nginx", Map.of(), List.of("/usr/sbin/nginx", "-p", dir.toString(), "-c", conf.toString()));
        await("nginx", Duration.ofSeconds(20), () -> {
            try (java.net.Socket probe = new java.net.Socket("127.0.0.1", port)) {
                return probe.isConnected();
            }
        });
        return nginx;
    }

    static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    static int status(String url) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    void await(String what, Duration patience, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        Exception last = null;
        while (System.nanoTime() < deadline) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (IOException notYet) {
                last = notYet;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("waited " + patience + " for " + what + "\n" + (Files.exists(log(what)) ? Files.readString(log(what)) : ""), last);
    }

    @Override
    public void close() throws IOException {
        while (!running.isEmpty()) {
            Process process = running.pop();
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            if (!ended(process)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
