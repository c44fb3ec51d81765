package dev.postern.collector;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.postern.config.ClientTls;
import dev.postern.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A collector of OTLP over HTTP, JSON encoding (OpenTelemetry Protocol 1.x, "OTLP/HTTP"). Blocks, {@link #TIMEOUT} at most; no redirects, no proxy, at most 64 KiB of answer.
 *
 * <p>Something counts as taken when the answer is 200 with a JSON object that rejects nothing: a page of a portal in between, or an empty 200, is no acknowledgement.
 */
public final class OtlpEndpoint implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MAX_ANSWER = 65_536;
    private static final Set<Integer> ABOUT_CONTENT = Set.of(400, 413, 422);
    private static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final URI uri;
    private final ClientTls tls;
    private volatile Map<String, Secret> headers;
    private Optional<HttpClient> client = Optional.empty();

    public OtlpEndpoint(URI uri, ClientTls tls, Map<String, Secret> headers) {
        this.uri = uri;
        this.tls = tls;
        this.headers = Map.copyOf(headers);
    }

    /** What is sent with each request from now on. Any thread. */
    public void headers(Map<String, Secret> changed) {
        headers = Map.copyOf(changed);
    }

    /** @throws ContentRefusedException when the collector does not want this
     *  @throws IOException when it may want it later */
    public void post(byte[] json) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).header("content-type", "application/json").header("accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json));
        headers.forEach((name, value) -> request.header(name, value.reveal()));
        HttpResponse<byte[]> answer = answer(request.build());
        if (answer.statusCode() != 200) {
            String status = "the collector answered " + answer.statusCode();
            throw ABOUT_CONTENT.contains(answer.statusCode()) ? new ContentRefusedException(status) : new IOException(status);
        }
        long rejected = rejected(answer.body());
        if (rejected > 0) {
            throw new ContentRefusedException("the collector rejected " + rejected + " of what it was sent", OptionalLong.of(rejected));
        }
    }

    private HttpResponse<byte[]> answer(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> asked = client().sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
        try {
            return asked.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (TimeoutException late) {
            asked.cancel(true);
            throw new IOException("no whole answer within " + TIMEOUT.toSeconds() + " s", late);
        } catch (InterruptedException stop) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }

    private HttpClient client() throws IOException {
        if (client.isEmpty()) {
            HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER).proxy(HttpClient.Builder.NO_PROXY);
            if (uri.getScheme().equals("https")) {
                builder.sslContext(ClientContext.of(tls));
            }
            client = Optional.of(builder.build());
        }
        return client.get();
    }

    /** How much of what was sent; throws when it is no acknowledgement. */
    static long rejected(byte[] body) throws IOException {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (JacksonException garbage) {
            throw new IOException("the collector's answer is no JSON", garbage);
        }
        if (!answer.isObject()) {
            throw new IOException("the collector's answer is no JSON object");
        }
        JsonNode partial = answer.path("partialSuccess");
        return Math.max(partial.path("rejectedLogRecords").asLong(0), partial.path("rejectedSpans").asLong(0));
    }

    /** Lets go of connections; the next {@link #post} makes new ones, with certificates read anew. */
    @Override
    public void close() {
        client.ifPresent(HttpClient::shutdownNow);
        client = Optional.empty();
    }
}
