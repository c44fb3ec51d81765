package dev.postern.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnNamesTest {

    @ParameterizedTest
    @CsvSource({
        "__Host-postern, true", "__host-POSTERN, true", "'__Host-postern ', true", "__Host-postern-flow-x, true", "q_session_corp, true", "q_auth_corp_1, true",
        "q_post_logout, true", "postern_x, true", "q, false", "theme, false", "a__Host-postern, false"})
    void cookiesThatStayHere(String name, boolean own) {
        assertEquals(own, OwnNames.isOwnCookie(name));
    }
}
