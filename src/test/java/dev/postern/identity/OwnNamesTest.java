package dev.postern.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnNamesTest {

    @ParameterizedTest
    @CsvSource({
        "X-Postern-Assertion, true", "x-postern-assertion, true", "X_Postern_Assertion, true", "X_POSTERN-anything, true", "X-Postern-, true",
        "X-Postern, false", "Y-X-Postern-Assertion, false", "X-Posterns-Assertion, false", "Accept, false"})
    void headersThatOnlyTheGatewaySends(String name, boolean own) {
        assertEquals(own, OwnNames.isOwnHeader(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a=1; b=2 | a=1; b=2",
        "a=1; __Host-postern=x.y; b=2 | a=1; b=2",
        "__host-POSTERN=x | ''",
        "__Host-postern =x;a=1 | a=1",
        "q_session_corp=x; q_session_corp_at=y; q_auth_corp_1=z; q_post_logout=w; q=1 | q=1",
        "__Host-postern | ''",
        "a=__Host-postern; b=q_session=1 | a=__Host-postern; b=q_session=1",
        "a=1;;; b=2; | a=1; b=2",
        "noequals; a=1 | noequals; a=1"})
    void cookiesThatStayHere(String header, String passed) {
        assertEquals(passed, OwnNames.withoutOwnCookies(header));
    }
}
