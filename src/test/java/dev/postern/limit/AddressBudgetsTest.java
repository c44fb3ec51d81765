package dev.postern.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.limit.AddressBudgets.Rates;
import dev.postern.limit.AddressBudgets.Work;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressBudgetsTest {

    private static final InetAddress ALICE = InetAddress.ofLiteral("192.0.2.1");

    private final ManualMeter meter = new ManualMeter();
    private final AddressBudgets budgets = new AddressBudgets(new Rates(Map.of(Work.HANDSHAKE, 5, Work.TOKEN, 1, Work.SIGN_IN, 1)), meter);

    private int had(Work work, InetAddress address, int asked) {
        int had = 0;
        for (int i = 0; i < asked; i++) {
            had += budgets.spend(work, address).had() ? 1 : 0;
        }
        return had;
    }

    @Test
    void tenSecondsWorthAtOnceThenTheRate() {
        assertEquals(50, had(Work.HANDSHAKE, ALICE, 100));
        meter.advance(Duration.ofSeconds(1));
        assertEquals(5, had(Work.HANDSHAKE, ALICE, 100));
        assertTrue(budgets.spend(Work.HANDSHAKE, ALICE).until().compareTo(Duration.ofMillis(200)) <= 0);
    }

    @Test
    void kindsOfWorkAndAddressesAreCountedApart() {
        had(Work.HANDSHAKE, ALICE, 100);
        assertTrue(budgets.spend(Work.TOKEN, ALICE).had());
        assertTrue(budgets.spend(Work.HANDSHAKE, InetAddress.ofLiteral("192.0.2.2")).had());
        assertEquals(10, had(Work.SIGN_IN, InetAddress.ofLiteral("2001:db8::1"), 5) + had(Work.SIGN_IN, InetAddress.ofLiteral("2001:db8::ffff"), 100), "one /64 is one client");
    }

    @Test
    void whatWasHonestCountsForNothing() {
        for (int i = 0; i < 1_000; i++) {
            AddressBudgets.Spent spent = budgets.spend(Work.TOKEN, ALICE);
            assertTrue(spent.had());
            spent.giveBack();
        }
        assertEquals(10, had(Work.TOKEN, ALICE, 100));
        budgets.spend(Work.TOKEN, ALICE).giveBack();
        assertFalse(budgets.spend(Work.TOKEN, ALICE).had(), "nothing comes back of what was not had");
    }

    @Test
    void otherRatesHoldAtOnce() {
        had(Work.TOKEN, ALICE, 100);
        budgets.rates(new Rates(Map.of(Work.HANDSHAKE, 5, Work.TOKEN, 2)));
        assertEquals(20, had(Work.TOKEN, ALICE, 100));
    }
}
