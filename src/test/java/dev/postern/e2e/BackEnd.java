package dev.postern.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A web server that others wrote, with the ledger's certificate, and what it says it was asked: a line {@code METHOD target octets} for each request that came whole. */
interface BackEnd extends AutoCloseable {

    List<String> seen() throws IOException;

    @Override
    void close() throws IOException;

    /** Node's own parser, llhttp, in its strict default. */
    static BackEnd node(Servers servers, Path dir, int port) throws Exception {
        Path script = Files.writeString(dir.resolve("back-end.js"), """
                const fs = require('fs'), pki = process.argv[2];
                const file = name => fs.readFileSync(`${pki}/${name}`);
                require('https').createServer({key: file('ledger-key.pem'), cert: file('ledger.pem'), ca: file('mesh-ca.pem'), requestCert: true, rejectUnauthorized: true}, (request, response) => {
                  let octets = 0;
                  request.on('data', piece => octets += piece.length);
                  request.on('end', () => { if (request.rawTrailers.length) fs.appendFileSync(process.argv[4], `trailers ${request.rawTrailers}\\n`); fs.appendFileSync(process.argv[4], `${request.method} ${request.url} ${octets}\\n`); response.end(request.method + ' ' + request.url); });
                }).listen(Number(process.argv[3]), '127.0.0.1');
                """);
        Path log = Files.createFile(dir.resolve("node-seen"));
        servers.start("node", java.util.Map.of(), List.of("node", script.toString(), dir.resolve("pki").toString(), Integer.toString(port), log.toString()));
        return inFile(log);
    }

    /** nginx, which reads the whole body before a server of its own answers. */
    static BackEnd nginx(Servers servers, Path dir, int port) throws Exception {
        Path log = Files.createFile(dir.resolve("nginx-seen"));
        Path conf = Files.writeString(dir.resolve("back-end.conf"), """
                daemon off; pid %1$s/back-end.pid; error_log stderr crit; worker_processes 1;
                events { worker_connections 256; }
                http {
                  log_format seen escape=none '$request_method $request_uri $http_content_length';
                  client_body_temp_path %1$s/b; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f2; uwsgi_temp_path %1$s/u2; scgi_temp_path %1$s/s2;
                  server {
                    listen 127.0.0.1:%2$d ssl; access_log off; keepalive_requests 100000;
                    ssl_certificate %1$s/pki/ledger.pem; ssl_certificate_key %1$s/pki/ledger-key.pem; ssl_client_certificate %1$s/pki/mesh-ca.pem; ssl_verify_client on;
                    location / { proxy_pass http://127.0.0.1:%4$d; proxy_http_version 1.1; }
                  }
                  server { listen 127.0.0.1:%4$d; access_log %3$s seen; location / { return 200 "$request_method $request_uri"; } }
                }
                """.formatted(dir, port, log, Servers.freePort()));
        servers.start("nginx", java.util.Map.of(), List.of("/usr/sbin/nginx", "-p", dir.toString(), "-c", conf.toString()));
        return inFile(log);
    }

    private static BackEnd inFile(Path log) {
        return new BackEnd() {
            @Override
            public List<String> seen() throws IOException {
                return Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream().map(line -> line.endsWith(" ") ? line + '0' : line).toList();
            }

            @Override
            public void close() { }
        };
    }

    static BackEnd jetty(Path pki, int port) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("ledger", dev.postern.pki.Pem.privateKey(pki.resolve("ledger-key.pem")), new char[0],
                dev.postern.pki.Pem.certificates(pki.resolve("ledger.pem")).toArray(java.security.cert.Certificate[]::new));
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("mesh", dev.postern.pki.Pem.certificates(pki.resolve("mesh-ca.pem")).getFirst());
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(keys);
        tls.setKeyStorePassword("");
        tls.setTrustStore(trust);
        tls.setNeedClientAuth(true);
        tls.setEndpointIdentificationAlgorithm(null);
        HttpConfiguration config = new HttpConfiguration();
        config.addCustomizer(new SecureRequestCustomizer(false));
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, tls, new HttpConnectionFactory(config));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        List<String> seen = new CopyOnWriteArrayList<>();
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                String asked = request.getMethod() + ' ' + request.getHttpURI().getPathQuery();
                seen.add(asked + ' ' + Content.Source.asByteBuffer(request).remaining());
                Content.Sink.write(response, true, asked, callback);
                return true;
            }
        });
        server.start();
        return new BackEnd() {
            @Override
            public List<String> seen() {
                return List.copyOf(seen);
            }

            @Override
            public void close() throws IOException {
                try {
                    server.stop();
                } catch (Exception stuck) {
                    throw new IOException(stuck);
                }
            }
        };
    }
}
