package dev.postern.seclang;

/** Which actions decide what becomes of the transaction. */
final class Disruptions {

    private Disruptions() {}

    static boolean disrupts(Action action) {
        return action instanceof Action.Disrupt || action instanceof Action.Redirect;
    }

    /** Whether the action cannot be taken once the answer is out. */
    static boolean isTooLateForLogging(Action action) {
        return action instanceof Action.Redirect || action instanceof Action.Disrupt(_, Disruption disruption) && switch (disruption) {
            case DENY, DROP, ALLOW_PHASE -> true;
            case PASS, ALLOW, ALLOW_REQUEST, BLOCK -> false;
        };
    }
}
