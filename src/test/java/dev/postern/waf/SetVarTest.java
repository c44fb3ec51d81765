package dev.postern.waf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables that rules write. */
class SetVarTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Rulebook.NOON);

    private static String after(String actions) {
        return Rulebook.of("SecAction \"id:1,phase:1,pass,nolog," + actions + "\"\nSecAction \"id:2,phase:2,pass,log,msg:'[%{TX.n}][%{TX.name}]'\"").get("/?k=name").matches().getFirst().message();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = {
        "setvar:tx.n=5 => [5][]",
        "setvar:TX.N=5 => [5][]",
        "setvar:tx.n => [1][]",
        "setvar:tx.n=+3 => [3][]",
        "setvar:tx.n=5,setvar:tx.n=+3 => [8][]",
        "setvar:tx.n=5,setvar:tx.n=-3 => [2][]",
        "setvar:tx.n=5,setvar:tx.n=-9 => [0][]",
        "setvar:tx.n=5,setvar:!tx.n => [][]",
        "setvar:tx.n=5,setvar:tx.m=7,setvar:tx.n=+%{tx.m} => [12][]",
        "setvar:tx.n=a%{REMOTE_ADDR}b => [a192.0.2.7b][]",
        "setvar:tx.n=x%{tx.nothing}y => [xy][]",
        "setvar:tx.n=5x,setvar:tx.n=+1 => [6][]",
        "setvar:tx.%{ARGS.k}=here => [][here]"})
    void aVariableIsSetCountedOrRemoved(String actions, String expected) {
        assertEquals(expected, after(actions));
    }

    @Test
    void aNameMayBeMadeUp() {
        assertEquals(List.of("1", "2"), Rulebook.of("""
                SecRule ARGS "@rx ." "id:1,phase:2,pass,nolog,setvar:tx.seen_%{MATCHED_VAR}=%{MATCHED_VAR}"
                SecRule TX:/^SEEN_/ "@rx ." "id:2,phase:2,pass,log,msg:'%{MATCHED_VAR}'"
                """).get("/?a=1&b=2").matches().stream().map(RuleMatch::message).toList());
    }

    @Test
    void aCounterCountsEachMatch() {
        Transaction seen = Rulebook.of("SecRule ARGS \"@rx x\" \"id:1,phase:2,pass,nolog,setvar:tx.score=+5\"").get("/?a=x&b=x&c=y");
        assertEquals(10, seen.score("score"));
    }

    @Test
    void madeUpNamesHaveAnEnd() {
        Rulebook rules = Rulebook.of("SecArgumentsLimit 5000\nSecRule ARGS \"@rx .\" \"id:1,phase:2,pass,nolog,setvar:tx.v_%{MATCHED_VAR}=1\"");
        StringBuilder query = new StringBuilder("/?");
        for (int i = 0; i < TxStore.MOST_NAMES + 50; i++) {
            query.append("a=").append(i).append('&');
        }
        Transaction seen = rules.get(query.toString());
        assertEquals(1, seen.score("v_0"));
        assertEquals(0, seen.score("v_" + (TxStore.MOST_NAMES + 10)));
    }

    @Test
    void aStoredCollectionOutlivesItsTransaction() {
        Rulebook rules = Rulebook.of("""
                SecAction "id:1,phase:1,pass,nolog,initcol:ip=%{REMOTE_ADDR},setvar:ip.hits=+1"
                SecAction "id:2,phase:5,pass,log,msg:'%{IP.hits}/%{IP.key}'"
                """, now::get);
        assertEquals("1/192.0.2.7", rules.get("/").matches().getFirst().message());
        assertEquals("2/192.0.2.7", rules.get("/").matches().getFirst().message());
        now.set(now.get().plus(Duration.ofMinutes(61)));
        assertEquals("1/192.0.2.7", rules.get("/").matches().getFirst().message());
    }

    @Test
    void transactionsThatCountAtTheSameTimeAreAllCounted() throws InterruptedException {
        Rulebook rules = Rulebook.of("""
                SecAction "id:1,phase:1,pass,nolog,initcol:ip=%{REMOTE_ADDR},setvar:ip.hits=+1"
                SecAction "id:2,phase:5,pass,log,msg:'%{IP.hits}'"
                """, now::get);
        Thread[] many = new Thread[8];
        for (int i = 0; i < many.length; i++) {
            many[i] = Thread.ofPlatform().start(() -> {
                for (int n = 0; n < 1_000; n++) {
                    rules.get("/");
                }
            });
        }
        for (Thread one : many) {
            one.join();
        }
        assertEquals("8001", rules.get("/").matches().getFirst().message());
    }

    @Test
    void whatIsStoredOutlivesAChangeOfTheRules() {
        String rules = """
                SecAction "id:1,phase:1,pass,nolog,initcol:ip=%{REMOTE_ADDR},setvar:ip.hits=+1"
                SecAction "id:2,phase:5,pass,log,msg:'%{IP.hits}'"
                """;
        Rulebook before = Rulebook.of(rules);
        before.get("/");
        Rulebook after = Rulebook.of(rules + "SecAction \"id:3,phase:5,pass,nolog\"").keeping(before);
        assertEquals("2", after.get("/").matches().getFirst().message());
        assertEquals("3", before.get("/").matches().getFirst().message(), "transactions of both count");
    }

    @Test
    void aMemberEndsWhenItIsToldTo() {
        Rulebook rules = Rulebook.of("""
                SecAction "id:1,phase:1,pass,nolog,initcol:ip=%{REMOTE_ADDR}"
                SecAction "id:2,phase:1,pass,log,msg:'[%{IP.block}]'"
                SecAction "id:3,phase:5,pass,nolog,setvar:ip.block=1,expirevar:ip.block=60"
                """, now::get);
        assertEquals("[]", rules.get("/").matches().getFirst().message());
        now.set(now.get().plusSeconds(59));
        assertEquals("[1]", rules.get("/").matches().getFirst().message());
        now.set(now.get().plusSeconds(61));
        assertEquals("[]", rules.get("/").matches().getFirst().message());
    }

    @Test
    void aCollectionNobodyOpenedIsLeftAlone() {
        assertEquals("[]", Rulebook.of("SecAction \"id:1,phase:1,pass,log,setvar:ip.n=1,msg:'[%{IP.n}]'\"").get("/").matches().getFirst().message());
    }

    @Test
    void theStoreForgetsWhatWasNotAskedForLongest() {
        CollectionStore store = new CollectionStore();
        store.open("IP", "first", Rulebook.NOON, Duration.ofHours(1)).set("n", Ascii.bytes("1"), Rulebook.NOON);
        for (int i = 0; i < CollectionStore.MOST_RECORDS; i++) {
            store.open("IP", "k" + i, Rulebook.NOON, Duration.ofHours(1));
        }
        assertTrue(store.open("IP", "first", Rulebook.NOON, Duration.ofHours(1)).get("n", Rulebook.NOON).isEmpty());
    }

    @Test
    void aRecordHoldsSoManyMembersOfSoManyOctets() {
        StoredCollection record = new StoredCollection(Rulebook.NOON);
        for (int i = 0; i <= StoredCollection.MOST_MEMBERS; i++) {
            record.set("n" + i, Ascii.bytes("1"), Rulebook.NOON);
        }
        record.set("n0", new byte[StoredCollection.MOST_VALUE_BYTES + 1], Rulebook.NOON);
        assertTrue(record.get("n" + StoredCollection.MOST_MEMBERS, Rulebook.NOON).isEmpty());
        assertEquals("1", Ascii.text(record.get("n0", Rulebook.NOON).orElseThrow()));
    }
}
