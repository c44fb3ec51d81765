package dev.postern.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParametersTest {

    /** An upstream that replaces or skips what it cannot read would take the other one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "c=good           | good",
        "c=go%6fd         | good",
        "%63=good         | good",
        "c=+              | ' '",
        "c=good&d=%ff     | good",
        "c=good&c=good    | -",
        "c=%ff&c=good     | -",
        "c=good&c=%ff     | -",
        "c=%zz&c=good     | -",
        "c=good&%63=%     | -",
        "c=%c0%ae&c=good  | -",
        "c=%ff            | -",
        "C=good           | -"})
    void aParameterCountsWhenItIsTheOnlyOneOfItsNameAndReadable(String query, String value) {
        assertEquals(Optional.ofNullable(value), QueryParameters.parse(query).single("c"));
    }
}
