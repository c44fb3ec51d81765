package dev.postern.soak;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Somebody with a jar of cookies: signs in at the provider as a browser does, asks with the session, signs out. One thing at a time; on the driver's event loop. */
final class Person {

    private static final Map<String, String> PAGE = Map.of("accept", "text/html", "sec-fetch-mode", "navigate", "sec-fetch-dest", "document");
    private static final Map<String, String> PROGRAM = Map.of("accept", "application/json");
    private static final int MAX_REDIRECTS = 10;

    private final Asker asker;
    private final HttpClient client;
    private final URI gateway;
    private final String name;
    private final Map<String, String> jar = new LinkedHashMap<>();
    private long since;
    private boolean signedIn;
    boolean busy;

    Person(Asker asker, HttpClient client, URI gateway, String name) {
        this.asker = asker;
        this.client = client;
        this.gateway = gateway;
        this.name = name;
    }

    /** Asks for something; signs in first without a session. */
    Future<Void> come(int number) {
        return signedIn ? call("/session/" + number) : signIn("/session/" + number);
    }

    /** In, out, and the cookie that was thrown away is tried once more. */
    Future<Void> inAndOut(int number) {
        return signIn("/session/" + number).compose(in -> signedIn ? signOut(number) : Future.succeededFuture());
    }

    private Future<Void> call(String path) {
        return step(Kind.SESSION, HttpMethod.GET, gateway.resolve(path), PROGRAM, seen -> said(path, seen)).map(seen -> {
            signedIn = seen.status() != 401;
            since = seen.status() == 200 ? System.nanoTime() : since;
            return null;
        });
    }

    private Future<Void> signIn(String path) {
        jar.clear();
        signedIn = false;
        since = System.nanoTime();
        return follow(path, gateway.resolve(path), MAX_REDIRECTS);
    }

    private Future<Void> follow(String path, URI at, int left) {
        if (!at.getAuthority().equals(gateway.getAuthority())) {
            return provider(at).compose(next -> follow(path, next, left - 1));
        }
        Predicate<Seen> right = seen -> left > 0 && redirect(seen) || seen.status() == 200 && said(path, seen);
        return step(Kind.SIGN_IN, HttpMethod.GET, at, PAGE, right).compose(seen -> {
            signedIn = seen.status() == 200;
            return redirect(seen) && left > 0 ? follow(path, at.resolve(seen.headers().get("location")), left - 1) : Future.succeededFuture();
        });
    }

    /** The provider's page is answered without being looked at. */
    private Future<URI> provider(URI at) {
        return client.request(new RequestOptions().setAbsoluteURI(at + "&login_hint=" + name))
                .compose(request -> request.send()).compose(response -> response.body().map(body -> at.resolve(response.getHeader("location"))));
    }

    private Future<Void> signOut(int number) {
        Map<String, String> thrownAway = Map.copyOf(jar);
        return step(Kind.SIGN_IN, HttpMethod.POST, gateway.resolve("/.postern/sign-out"), Map.of("sec-fetch-site", "same-origin"), Person::redirect).compose(out -> {
            jar.clear();
            jar.putAll(thrownAway);
            signedIn = false;
            return out.status() == 303
                    ? step(Kind.SIGN_IN, HttpMethod.GET, gateway.resolve("/session/" + number), PROGRAM, seen -> seen.status() == 401).mapEmpty() : Future.succeededFuture();
        });
    }

    private Future<Seen> step(Kind kind, HttpMethod method, URI at, Map<String, String> headers, Predicate<Seen> right) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        if (!jar.isEmpty()) {
            all.put("cookie", jar.entrySet().stream().map(pair -> pair.getKey() + '=' + pair.getValue()).collect(Collectors.joining("; ")));
        }
        return asker.ask(client, new Asker.Question(kind, method, at.toString(), all, Buffer.buffer(), since, right))
                .onSuccess(seen -> seen.headers().getAll("set-cookie").forEach(this::keep));
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

    private static boolean redirect(Seen seen) {
        return (seen.status() == 302 || seen.status() == 303) && seen.headers().contains("location");
    }

    private boolean said(String path, Seen seen) {
        return seen.status() == 200 && seen.body().toString().equals(Content.said("steady", name, path));
    }
}
