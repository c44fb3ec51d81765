package dev.postern.policy;

import dev.postern.exchange.Denial;
import java.util.List;
import java.util.Optional;

/** The answer of the policy to one request. It always carries why. */
public sealed interface Decision {

    /** Names of shadow rules that held, with their effect, for the record: {@code deny:block-weekends}. */
    List<String> shadow();

    record Allow(Permit permit, List<String> shadow) implements Decision {

        public Allow {
            shadow = List.copyOf(shadow);
        }
    }

    /**
     * @param denial       why
     * @param rule         the deny rule that held; empty when no allow rule did
     * @param discoverable whether the client may learn that the route exists and why it was refused; otherwise it is answered as if there were no route
     */
    record Refuse(Denial denial, Optional<String> rule, Discoverability discoverable, List<String> shadow) implements Decision {

        public Refuse {
            shadow = List.copyOf(shadow);
        }
    }

    enum Discoverability { EXPLAINED, HIDDEN }
}
