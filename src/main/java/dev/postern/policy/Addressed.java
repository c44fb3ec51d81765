package dev.postern.policy;

import dev.postern.identity.Principal;
import java.util.function.Consumer;

/** Whether any of the rules offered means a principal. Confined to one question. */
final class Addressed implements Consumer<Rule> {

    private final Principal principal;
    private boolean found;

    Addressed(Principal principal) {
        this.principal = principal;
    }

    @Override
    public void accept(Rule rule) {
        found = found || rule.addresses(principal);
    }

    boolean found() {
        return found;
    }
}
