package dev.postern.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where somebody refused may be sent, and with what status. */
class MannerTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sorry?why=waf#top", "https://elsewhere.test", "HTTP://elsewhere.test:8080/x", "http://[2001:db8::1]/"})
    void pathsAndAddresses(String location) {
        assertEquals(location, new Manner.Elsewhere(location).location());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sorry", "//evil.test/", "/\\evil.test", "https://", "https:///evil.test", "https://?x", "https:evil.test", "javascript:alert(1)", "data:text/html,x",
        "/a b", "/a\r\nX: 1", "/\u00e9", "https://elsewhere.test\\@evil.test/", " /"})
    void whatIsNeither(String location) {
        assertFalse(Manner.Elsewhere.isLocation(location));
        assertThrows(IllegalArgumentException.class, () -> new Manner.Elsewhere(location));
    }

    @Test
    void statusesOfRefusalsAlone() {
        assertThrows(IllegalArgumentException.class, () -> new Manner.Status(302));
        assertThrows(IllegalArgumentException.class, () -> new Manner.Status(600));
        assertEquals(429, new Manner.Status(429).status());
    }
}
