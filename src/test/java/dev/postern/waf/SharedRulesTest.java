package dev.postern.waf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One rule set serves many threads. */
class SharedRulesTest {

    private static final String RULES = """
            SecRule ARGS|ARGS_NAMES "@rx (?i)un+ion\\s+select" "id:1,phase:2,pass,log,t:none,t:urlDecodeUni,capture,msg:'%{TX.0}'"
            SecRule ARGS|ARGS_NAMES "@rx [0-9]{3,}[a-f]+$" "id:2,phase:2,pass,log,t:none,t:urlDecodeUni,setvar:tx.n=+1"
            SecRule ARGS "@pm alpha beta gamma" "id:3,phase:2,pass,log,t:none,t:lowercase"
            SecAction "id:4,phase:1,pass,nolog,initcol:global=all,setvar:global.seen=+1"
            SecRule TX:n "@ge 1" "id:5,phase:2,pass,log"
            """;

    @Test
    void transactionsOfManyThreadsDoNotSeeEachOther() throws Exception {
        Rulebook rules = Rulebook.of(RULES);
        List<Callable<List<Long>>> asked = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            String target = "/?v" + i + "=" + (i % 2 == 0 ? "unnion%20select" : "GAMMA" + i) + "&h=" + (100 + i) + "abc" + (i % 4 == 0 ? "" : "z");
            asked.add(() -> Rulebook.ids(rules.get(target)));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<List<Long>>> seen = threads.invokeAll(asked);
            for (int i = 0; i < seen.size(); i++) {
                List<Long> expected = i % 4 == 0 ? List.of(1L, 2L, 5L) : i % 2 == 0 ? List.of(1L) : List.of(3L);
                assertEquals(expected, seen.get(i).get(), "request " + i);
            }
        }
    }
}
