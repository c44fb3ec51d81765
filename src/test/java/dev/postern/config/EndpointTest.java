package dev.postern.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointTest {

    @ParameterizedTest
    @CsvSource({"0.0.0.0:8443, 0.0.0.0, 8443, false", "127.0.0.1:0, 127.0.0.1, 0, true", "127.9.9.9:1, 127.9.9.9, 1, true",
            "[::]:65535, ::, 65535, false", "[::1]:80, ::1, 80, true",
            "localhost:80, localhost, 80, true", "Gate.corp.test:80, gate.corp.test, 80, false"})
    void readsHostAndPort(String text, String host, int port, boolean loopback) {
        Endpoint endpoint = Endpoint.parse(text);
        assertEquals(new Endpoint(host, port), endpoint);
        assertEquals(loopback, endpoint.isLoopback());
        assertEquals(endpoint, Endpoint.parse(endpoint.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "8443", ":8443", "a:", "a:+1", "a:-1", "a:65536", "a:99999", "a:123456", "a:1 ", "a: 1", "a:\u0661", "::1:80",
            "[::1]", "[::1", "[10.0.0.1:80", "[a]:80", "a_b:80", "10.1:80",
            "a b:80", "[fe80::1%eth0]:80", "0x7f.1:80", "127.0.0.1.:80", "*:80"})
    void refusesEverythingElse(String text) {
        assertThrows(IllegalArgumentException.class, () -> Endpoint.parse(text));
    }
}
