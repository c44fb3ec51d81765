package dev.postern.page;

import dev.postern.exchange.Reason;
import java.util.Optional;

/** The one thing to click that helps, for the reasons where a click helps. */
final class Actions {

    private static final Optional<Link> SIGN_IN = Optional.of(new Link("Sign in", "/.postern/"));
    /** The landing page would refuse the other device's session once more. */
    private static final Optional<Link> SIGN_IN_HERE = Optional.of(new Link("Sign in", "/.postern/sign-in?return=%2F.postern%2F"));
    private static final Optional<Link> AGAIN = Optional.of(new Link("Try again", "/.postern/"));
    private static final Optional<Link> APPS = Optional.of(new Link("See your apps", "/.postern/"));

    private Actions() {}

    static Optional<Link> of(Reason reason) {
        return switch (reason) {
            case SIGN_IN_REQUIRED, SESSION_ENDED -> SIGN_IN;
            case SESSION_OTHER_DEVICE -> SIGN_IN_HERE;
            case SIGN_IN_FAILED, SIGN_IN_UNAVAILABLE -> AGAIN;
            case ROUTE_NOT_FOUND, POLICY_NO_RULE, POLICY_DENIED, POLICY_FAILED, DEVICE_REFUSED -> APPS;
            default -> Optional.empty();
        };
    }
}
