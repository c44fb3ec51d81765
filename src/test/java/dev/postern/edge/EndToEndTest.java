package dev.postern.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.MultiMap;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client says is for this hop alone is seen by nobody behind the edge. */
class EndToEndTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "X-Env                     | connection,content-length",
        "close, x-ENV              | connection,content-length",
        "x_env                     | connection,content-length",
        "x.env                     | connection,content-length",
        "Content-Length, Connection| connection,content-length,x-env,x_env",
        "keep-alive                | connection,content-length,x-env,x_env",
        "''                        | connection,content-length,x-env,x_env"})
    void whatConnectionLists(String listed, String left) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Connection", listed).add("X-Env", "test").add("x_env", "prod").add("Content-Length", "1");
        Set<String> names = new TreeSet<>();
        EndToEnd.of(headers).names().forEach(name -> names.add(name.toLowerCase(java.util.Locale.ROOT)));
        assertEquals(Set.of(left.split(",")), names);
    }

    @Test
    void nothingIsCopiedWhereNothingIsListed() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("X-Env", "test");
        assertSame(headers, EndToEnd.of(headers));
    }

    /** Rules judge the request that is sent on. */
    @Test
    void rulesDoNotSeeIt() {
        try (EdgeLab lab = new EdgeLab(EdgeLab.ECHO); RawClient client = lab.connect("app.test")) {
            assertEquals(200, client.ask("GET / HTTP/1.1\r\nHost: app.test\r\nX-Env: test\r\nX-Kept: 1\r\nConnection: keep-alive, X-Env\r\n\r\n").status());
            assertTrue(lab.handled.getLast().headers().has("x-kept"));
            assertTrue(!lab.handled.getLast().headers().has("x-env"));
        }
    }
}
