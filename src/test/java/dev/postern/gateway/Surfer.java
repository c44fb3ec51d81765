package dev.postern.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** As much of a browser as the gateway's people need: it keeps the gateway's cookies, follows redirects, and says at the provider who it is. Blocks. */
final class Surfer {

    static final Map<String, String> PAGE = Map.of("accept", "text/html", "sec-fetch-mode", "navigate", "sec-fetch-dest", "document");
    static final Map<String, String> PROGRAM = Map.of("accept", "application/json");
    private static final int MAX_REDIRECTS = 10;

    final Map<String, String> jar = new LinkedHashMap<>();
    final List<String> everSet = new ArrayList<>();
    final List<URI> visited = new ArrayList<>();
    private final HttpClient client;
    private final URI gateway;
    private final String name;

    Surfer(Lab lab, String name, Optional<String> certificate) {
        this.client = lab.client(HttpVersion.HTTP_1_1, certificate);
        this.gateway = URI.create(lab.url("/"));
        this.name = name;
    }

    record Answer(URI at, int status, Map<String, String> headers, String body) {

        String reason() {
            return status + " " + new JsonObject(body).getString("reason");
        }

        String location() {
            return headers.getOrDefault("location", "");
        }
    }

    /** Goes to a page of the gateway as a browser does, through sign-in where that is asked for. */
    Answer open(String path) throws Exception {
        URI at = gateway.resolve(path);
        for (int hop = 0; hop < MAX_REDIRECTS; hop++) {
            Answer answer = send(HttpMethod.GET, at, PAGE);
            if (answer.location().isEmpty()) {
                return answer;
            }
            at = at.resolve(answer.location());
            if (at.getPath().equals("/authorize")) {
                at = URI.create(at + "&login_hint=" + name);
            }
        }
        throw new AssertionError("redirected in a circle: " + visited);
    }

    Answer page(String path) throws Exception {
        return send(HttpMethod.GET, gateway.resolve(path), PAGE);
    }

    Answer call(String path) throws Exception {
        return send(HttpMethod.GET, gateway.resolve(path), PROGRAM);
    }

    Answer post(String path, Map<String, String> headers) throws Exception {
        return send(HttpMethod.POST, gateway.resolve(path), headers);
    }

    private Answer send(HttpMethod method, URI at, Map<String, String> headers) throws Exception {
        visited.add(at);
        boolean here = at.getAuthority().equals(gateway.getAuthority());
        return Lab.await(client.request(new RequestOptions().setMethod(method).setAbsoluteURI(at.toString())).compose(request -> {
            headers.forEach(request::putHeader);
            if (here && !jar.isEmpty()) {
                request.putHeader("cookie", jar.entrySet().stream().map(pair -> pair.getKey() + '=' + pair.getValue()).collect(Collectors.joining("; ")));
            }
            return request.send().compose(response -> response.body().map(body -> kept(at, response, body)));
        }));
    }

    private Answer kept(URI at, HttpClientResponse response, Buffer body) {
        for (String line : at.getAuthority().equals(gateway.getAuthority()) ? response.headers().getAll("set-cookie") : List.<String>of()) {
            everSet.add(line);
            String pair = line.substring(0, line.indexOf(';'));
            String cookie = pair.substring(0, pair.indexOf('='));
            if (line.contains("Max-Age=0")) {
                jar.remove(cookie);
            } else {
                jar.put(cookie, pair.substring(cookie.length() + 1));
            }
        }
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers().forEach((field, value) -> headers.put(field.toLowerCase(java.util.Locale.ROOT), value));
        return new Answer(at, response.statusCode(), headers, body.toString());
    }
}
