package dev.postern.waf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is known of header values from one request to the next changes nothing but the time. */
class FamiliarTest {

    private static final String RULES = """
            SecRule REQUEST_HEADERS|REQUEST_COOKIES|ARGS "@rx attack" "id:1,phase:1,pass,log"
            SecRule REQUEST_HEADERS|REQUEST_COOKIES|ARGS "@rx attack" "id:2,phase:2,pass,log,t:lowercase"
            SecRule REQUEST_HEADERS|REQUEST_COOKIES "@pm /etc/passwd nc.exe" "id:3,phase:2,pass,log,t:urlDecodeUni,t:lowercase"
            SecRule REQUEST_HEADERS:X-Only "@rx only" "id:4,phase:2,pass,log"
            SecRule REQUEST_HEADERS:User-Agent|REQUEST_COOKIES "@detectSQLi" "id:5,phase:2,pass,log"
            """;
    private static final String LONG = " and some more, so that its digest is worth it";

    private static byte[] digest(String value) {
        return Familiar.digest(Ascii.bytes(value));
    }

    @Test
    void eachValueIsKnownByAllOfIt() {
        Familiar familiar = new Familiar(70);
        assertFalse(familiar.of(digest("a")).quiet(69));
        familiar.learn(digest("a"), 69);
        familiar.learn(digest("a"), 3);
        assertTrue(familiar.of(digest("a")).quiet(69) && familiar.of(digest("a")).quiet(3));
        assertFalse(familiar.of(digest("a")).quiet(68) || familiar.of(digest("b")).quiet(69));
        byte[] same = digest("a");
        same[31]++;
        assertFalse(familiar.of(same).quiet(69));
        familiar.learn(same, 1);
        assertTrue(familiar.of(same).quiet(1));
        assertFalse(familiar.of(same).quiet(69) || familiar.of(digest("a")).quiet(69), "one takes the other's place");
    }

    @Test
    void whatWasFoundIsKnownByPool() {
        Familiar familiar = new Familiar(70);
        long[] none = {};
        long[] found = {5};
        familiar.learn(digest("a"), 3);
        Familiar.Known before = familiar.of(digest("a"));
        familiar.learn(digest("a"), 7, found);
        assertSame(found, familiar.of(digest("a")).hits(7, none));
        assertTrue(familiar.of(digest("a")).quiet(3));
        assertSame(none, familiar.of(digest("a")).hits(6, none));
        assertSame(none, familiar.of(digest("b")).hits(7, none));
        assertSame(none, before.hits(7, none), "what one transaction has seen does not change under it");
    }

    @Test
    void whatIsInAHeaderIsFoundEachTime() {
        Rulebook rules = Rulebook.of(RULES);
        for (int round = 0; round < 3; round++) {
            assertEquals(List.of(), Rulebook.ids(rules.get("/", Field.of("User-Agent", "an agent" + LONG), Field.of("X-Only", "nothing" + LONG))));
            assertEquals(List.of(1L, 2L), Rulebook.ids(rules.get("/", Field.of("User-Agent", "an attack" + LONG))));
            assertEquals(List.of(2L), Rulebook.ids(rules.get("/", Field.of("User-Agent", "an ATTACK" + LONG))));
            assertEquals(List.of(3L), Rulebook.ids(rules.get("/", Field.of("Cookie", "a=b; c=%2fetc%2fpasswd" + LONG.replace(" ", "_")))).stream().distinct().toList());
            assertEquals(List.of(5L), Rulebook.ids(rules.get("/", Field.of("User-Agent", "1' or 1=1 union select password from users --" + LONG))));
            assertEquals(List.of(4L), Rulebook.ids(rules.get("/", Field.of("X-Only", "only" + LONG))));
        }
    }

    /** Many threads, few values, some of which take one another's place. */
    @Test
    void alikeOnManyThreadsAtOnce() throws Exception {
        Rulebook rules = Rulebook.of(RULES);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> all = IntStream.range(0, 4).<Future<?>>mapToObj(seed -> threads.submit(() -> {
                start.await();
                Random pick = new Random(seed);
                for (int i = 0; i < 3000; i++) {
                    int number = pick.nextInt(2 * Familiar.ENTRIES);
                    boolean bad = number % 7 == 0;
                    Transaction transaction = rules.get("/", Field.of("X-Value", number + (bad ? " attack" : " benign") + LONG));
                    assertEquals(bad ? List.of(1L, 2L) : List.of(), Rulebook.ids(transaction));
                }
                return null;
            })).toList();
            start.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        }
    }
}
