package dev.postern.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.exchange.Headers;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** W3C Trace Context, Level 1: what is believed to be one, and what is not. */
final class ReceivedContextTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String GOOD = "00-" + TRACE + '-' + SPAN + "-01";

    private static Optional<TraceContext> parent(String text) {
        return ReceivedContext.read(List.of(text), List.of());
    }

    private static String state(String... lines) {
        return ReceivedContext.read(List.of(GOOD), List.of(lines)).orElseThrow().state();
    }

    @Test
    void whatIsReadIsWhatIsWritten() {
        TraceContext context = parent(GOOD).orElseThrow();
        assertEquals(new TraceContext(TRACE, SPAN, true, ""), context);
        assertEquals(GOOD, context.traceparent());
    }

    @ParameterizedTest
    @CsvSource({"00, false", "01, true", "02, false", "03, true", "ff, true", "fe, false"})
    void ofTheFlagsOnlyOneCounts(String flags, boolean sampled) {
        assertEquals(sampled, parent("00-" + TRACE + '-' + SPAN + '-' + flags).orElseThrow().sampled());
    }

    @ParameterizedTest
    @ValueSource(strings = {"01-" + TRACE + '-' + SPAN + "-01", "cc-" + TRACE + '-' + SPAN + "-01-what-may-come", "fe-" + TRACE + '-' + SPAN + "-09-"})
    void laterVersionsMayHaveMoreAtTheEnd(String text) {
        assertEquals(GOOD, parent(text).orElseThrow().traceparent());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "00", "00-" + TRACE + '-' + SPAN, "00-" + TRACE + '-' + SPAN + "-0", "00-" + TRACE + '-' + SPAN + "-1", "00-" + TRACE + '-' + SPAN + "-01-",
        "00-" + TRACE + '-' + SPAN + "-01-more", "00-" + TRACE + '-' + SPAN + "-01 ", " " + GOOD, "ff-" + TRACE + '-' + SPAN + "-01", "0-" + TRACE + '-' + SPAN + "-001",
        "cc-" + TRACE + '-' + SPAN + "-01.more", "cc-" + TRACE + '-' + SPAN + "-012", "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01", "00-" + TRACE + "-00F067AA0BA902B7-01",
        "00-" + TRACE + '-' + SPAN + "-0X", "00-00000000000000000000000000000000-" + SPAN + "-01", "00-" + TRACE + "-0000000000000000-01", "00_" + TRACE + '-' + SPAN + "-01",
        "00-" + TRACE + '_' + SPAN + "-01", "00-" + TRACE + '-' + SPAN + "_01", "00-4bf92f3577b34da6a3ce929d0e0e473\u0661-" + SPAN + "-01", "00-4bf92f3577b34da6a3ce929d0e0e473-" + SPAN + "-011",
        "01-" + TRACE + '-' + SPAN + "-01, 00-" + TRACE + '-' + SPAN + "-01", "+0-" + TRACE + '-' + SPAN + "-01"})
    void whatIsNotExactlyOneIsNone(String text) {
        assertEquals(Optional.empty(), parent(text));
    }

    @Test
    void oversizedOnesAreNone() {
        assertTrue(parent("01-" + TRACE + '-' + SPAN + "-01-" + "x".repeat(200)).isPresent());
        assertFalse(parent("01-" + TRACE + '-' + SPAN + "-01-" + "x".repeat(201)).isPresent());
        assertFalse(parent("0".repeat(1_000_000)).isPresent());
    }

    @Test
    void twoOfThemAreNone() {
        assertEquals(Optional.empty(), ReceivedContext.read(List.of(GOOD, GOOD), List.of()));
        assertEquals(Optional.empty(), ReceivedContext.read(List.of(), List.of("a=1")));
        MultiMap twice = MultiMap.caseInsensitiveMultiMap().add("traceparent", GOOD).add("TraceParent", GOOD);
        assertEquals(Optional.empty(), ReceivedContext.of(Headers.of(twice)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "a=1|a=1", "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE|rojo=00f067aa0ba902b7,congo=t61rcWkgMzE", "\"a=1 , \t b=2\"|a=1,b=2", "a=1,,b=2,|a=1,b=2",
        "0fw529a3039@dt=FfAAA|0fw529a3039@dt=FfAAA", "a_-*/0=~ !|a_-*/0=~ !"})
    void statePasses(String received, String passed) {
        assertEquals(passed, state(received));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a=", "=1", "A=1", "0a=1", "a b=1", "a=1=2", "a=\u00e9", "a=1,a=2", "@b=1", "a@=1", "a@b@c=1", "a@0b=1", "a=\u0007", "a;b=1", "a@abcdefghijklmno=1", "a=1,b"})
    void oneBadEntryMakesItNothingAndTheParentStays(String received) {
        assertEquals("", state(received));
    }

    @Test
    void severalLinesAreOne() {
        assertEquals("a=1,b=2,c=3", state("a=1", "b=2,c=3"));
        assertEquals("", state("a=1", "a=1"));
    }

    @Test
    void stateIsBounded() {
        String many = IntStream.range(0, 32).mapToObj(number -> "k" + number + "=v").collect(Collectors.joining(","));
        assertEquals(many, state(many));
        assertEquals("", state(many + ",one=more"));
        String entry = "=" + "x".repeat(200);
        assertEquals("a" + entry + ",b" + entry, state("a" + entry + ",b" + entry + ",c" + entry));
        assertEquals("", state("a=" + "x".repeat(257)));
        assertEquals("", state("a=1" + ",".repeat(1_000_000)));
        assertEquals("", state("a".repeat(257) + "=1"));
    }
}
