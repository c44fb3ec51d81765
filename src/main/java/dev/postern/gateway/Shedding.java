package dev.postern.gateway;

import dev.postern.config.IngressConfig;
import dev.postern.config.ListenConfig;
import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.identity.Principal;
import dev.postern.identity.TokenBudget;
import dev.postern.limit.AddressBudgets;
import dev.postern.limit.AddressBudgets.Work;
import dev.postern.limit.Admission;
import dev.postern.limit.OverloadMonitor.Thresholds;
import dev.postern.limit.Pressure;
import dev.postern.limit.Pressure.Level;
import dev.postern.portal.Portal;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Turns away what the gateway can do without: strangers whose address has cost too much, newcomers when it is hard pressed, everybody when it hardly breathes. Throws what the
 * request is refused with. Any thread.
 */
final class Shedding implements TokenBudget {

    /** Two looks of the monitor's median: sooner there can be nothing new. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(4);

    private final Pressure pressure;
    private final AddressBudgets budgets;

    Shedding(Pressure pressure, AddressBudgets budgets) {
        this.pressure = pressure;
        this.budgets = budgets;
    }

    static AddressBudgets.Rates rates(ListenConfig listen) {
        IngressConfig.Clients clients = listen.ingress().clients();
        return new AddressBudgets.Rates(Map.of(Work.HANDSHAKE, clients.handshakes(), Work.TOKEN, clients.tokens(), Work.SIGN_IN, clients.signIns(),
                Work.RECORD, clients.records(), Work.OPERATOR, listen.admin().attempts()));
    }

    static Thresholds thresholds(IngressConfig.Overload overload) {
        return new Thresholds(overload.memoryPercent() / 100.0, overload.loopDelay());
    }

    /** Before anything is done for a request. */
    void atTheDoor(Exchange exchange) {
        refuseAt(Level.ALL, exchange);
        if (Portal.signsIn(exchange.facts.path())) {
            refuseAt(Level.NEWCOMERS, exchange);
            pay(Work.SIGN_IN, exchange.facts.client().address());
        }
    }

    /** Once it is known who asks. */
    void newcomers(Exchange exchange) {
        switch (exchange.principal()) {
            case Principal.Anonymous nobody -> refuseAt(Level.NEWCOMERS, exchange);
            case Principal.User user -> { }
            case Principal.Workload workload -> { }
        }
    }

    @Override
    public Payment pay(InetAddress address) {
        return pay(Work.TOKEN, address)::giveBack;
    }

    private AddressBudgets.Spent pay(Work work, InetAddress address) {
        AddressBudgets.Spent spent = budgets.spend(work, address);
        if (!spent.had()) {
            throw rejected(Denial.of(Reason.ADDRESS_LIMITED, "the address has no more " + work), spent.until());
        }
        return spent;
    }

    private void refuseAt(Level measure, Exchange exchange) {
        Level now = pressure.level();
        if (now.turnsAway(measure)) {
            exchange.downstream.closeAfterwards();
            throw rejected(Denial.of(Reason.OVERLOADED, "overload: turning away " + now), RETRY_AFTER);
        }
    }

    private static LimitedException rejected(Denial denial, Duration retryAfter) {
        return new LimitedException(new Admission.Rejected(denial, retryAfter, List.of()));
    }
}
