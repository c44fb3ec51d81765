package dev.postern.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.postern.bench.HostileMessages.Hostile;
import dev.postern.bench.HostileMessages.Recipe;
import dev.postern.waf.Transaction;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each hostile message that {@link HostileBench} measures, through a whole transaction under the Core Rule Set where Debian's package puts it: it ends, refuses nothing, and takes so much memory. */
@Tag("e2e")
final class HostileMessagesTest {

    private static final int OCTETS = 8 << 10;
    /** In all of one transaction, not at one time: what patterns keep for others included. */
    private static final long MOST_BYTES_EACH = 4_096;
    private static final Path DEBIAN = Path.of("/usr/share/modsecurity-crs");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void everyWorstTextOfEveryPatternEnds() throws IOException {
        CoreRuleSetEngine engine = CoreRuleSetEngine.load(DEBIAN, 4);
        List<Hostile> all = HostileMessages.ofPatterns(engine.rules());
        assertTrue(all.size() > 150, all.size() + " patterns");
        ends(engine, all);
    }

    @Test
    void whatStrainsReadersAndTransformationsEnds() throws IOException {
        ends(CoreRuleSetEngine.load(DEBIAN, 4), HostileMessages.ofReaders());
    }

    private static void ends(CoreRuleSetEngine engine, List<Hostile> all) {
        List<String> large = new ArrayList<>();
        for (Hostile hostile : all) {
            for (Recipe recipe : hostile.recipes()) {
                HostileMessage message = recipe.message(OCTETS, new Random(1));
                long before = THREADS.getCurrentThreadAllocatedBytes();
                Transaction transaction = engine.run(message);
                long each = (THREADS.getCurrentThreadAllocatedBytes() - before) / OCTETS;
                assertEquals(List.of(), transaction.interruption().stream().toList());
                if (each > MOST_BYTES_EACH) {
                    large.add(hostile.name() + ": " + each);
                }
            }
        }
        assertEquals(List.of(), large);
    }
}
