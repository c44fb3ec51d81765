package dev.postern.e2e;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** As much of a browser as signing in at the development provider takes, with one jar of cookies for all replicas of a gateway, as behind a balancer. */
final class Person {

    private static final Map<String, String> PAGE = Map.of("accept", "text/html", "sec-fetch-mode", "navigate", "sec-fetch-dest", "document");
    private static final int MAX_REDIRECTS = 10;

    final Map<String, String> jar = new LinkedHashMap<>();
    private final HttpClient client;
    private final String name;

    Person(String name, Path authority) throws Exception {
        this.name = name;
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ingress", dev.postern.pki.Pem.certificates(authority).getFirst());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        this.client = HttpClient.newBuilder().sslContext(context).version(HttpClient.Version.HTTP_1_1).build();
    }

    /** Goes there as a browser does, through sign-in where that is asked for; the status in the end. */
    int open(String url) throws Exception {
        URI at = URI.create(url);
        for (int hop = 0; hop < MAX_REDIRECTS; hop++) {
            HttpResponse<String> answer = send("GET", at, PAGE);
            String location = answer.headers().firstValue("location").orElse("");
            if (location.isEmpty()) {
                return answer.statusCode();
            }
            at = at.resolve(location);
            if (at.getPath().equals("/authorize")) {
                at = URI.create(at + "&login_hint=" + name);
            }
        }
        throw new AssertionError("redirected in a circle");
    }

    /** As a script of a page asks: no redirects. */
    int call(String url) throws Exception {
        return send("GET", URI.create(url), Map.of("accept", "application/json")).statusCode();
    }

    int call(String url, String token) throws Exception {
        return send("GET", URI.create(url), Map.of("accept", "application/json", "authorization", "Bearer " + token)).statusCode();
    }

    int signOut(String origin) throws Exception {
        return send("POST", URI.create(origin + "/.postern/sign-out"), Map.of("sec-fetch-site", "same-origin")).statusCode();
    }

    /** Begins to read an answer that does not end. */
    Listening listen(String url, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).GET();
        headers.forEach(request::header);
        if (!jar.isEmpty()) {
            request.header("cookie", jar.entrySet().stream().map(pair -> pair.getKey() + '=' + pair.getValue()).collect(Collectors.joining("; ")));
        }
        HttpResponse<java.io.InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new AssertionError(url + " answers " + answer.statusCode());
        }
        return new Listening(answer.body());
    }

    private HttpResponse<String> send(String method, URI at, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(at).timeout(Duration.ofSeconds(30)).method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        if (at.getScheme().equals("https") && !jar.isEmpty()) {
            request.header("cookie", jar.entrySet().stream().map(pair -> pair.getKey() + '=' + pair.getValue()).collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (at.getScheme().equals("https")) {
            answer.headers().allValues("set-cookie").forEach(this::keep);
        }
        return answer;
    }

    private void keep(String line) {
        String pair = line.substring(0, line.indexOf(';'));
        String cookie = pair.substring(0, pair.indexOf('='));
        if (line.contains("Max-Age=0")) {
            jar.remove(cookie);
        } else {
            jar.put(cookie, pair.substring(cookie.length() + 1));
        }
    }
}
