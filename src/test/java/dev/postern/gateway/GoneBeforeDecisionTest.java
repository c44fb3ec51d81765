package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that leave while it is being found out who they are: nothing of them is kept. */
@QuarkusTest
@Tag("quarkus")
final class GoneBeforeDecisionTest {

    private static final int CLIENTS = 20;
    private static final Optional<String> LAPTOP = Optional.of("laptop");

    @RegisterExtension
    final Lab lab = new Lab();

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void anExchangeThatIsOverIsNotAmongTheOpenOnes(HttpVersion version) throws Exception {
        lab.people.slow(Duration.ofSeconds(3)); // so long its keys are waited for
        lab.start(Lab.app(lab.upstream(request -> request.response().end("in")), ""));
        Map<String, String> alice = Lab.bearer(lab.token("alice"));
        for (int i = 0; i < CLIENTS; i++) {
            HttpClient client = lab.client(version, LAPTOP);
            HttpClientRequest request = Lab.await(client.request(HttpMethod.GET, "/gone"));
            alice.forEach(request::putHeader);
            request.exceptionHandler(gone -> { }).response().onFailure(gone -> { });
            Lab.await(request.end());
            Thread.sleep(10); // until it has arrived
            request.reset();
        }
        assertEquals(200, Call.get(lab.client(version, LAPTOP), "/stays", alice).status());
        Lab.until("every event", () -> lab.events().stream().filter(event -> event.encode().contains("/gone")).count() == CLIENTS);
        Lab.until("nothing to be open", () -> lab.gateway().operations().open() == 0);
    }
}
