package dev.postern.policy;

import dev.postern.identity.Principal;

/** A check about who asks and nothing else: it can be asked before there is a request. */
interface PrincipalCheck extends Check {

    boolean holds(Principal principal);

    String seen(Principal principal);

    @Override
    default boolean holds(Attempt attempt) {
        return holds(attempt.principal());
    }

    @Override
    default String seen(Attempt attempt) {
        return seen(attempt.principal());
    }
}
