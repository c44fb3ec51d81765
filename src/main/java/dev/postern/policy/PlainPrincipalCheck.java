package dev.postern.policy;

import dev.postern.identity.Principal;
import java.util.function.Function;
import java.util.function.Predicate;

/** A check about the principal made of its parts. */
record PlainPrincipalCheck(String wanted, Predicate<Principal> question, Function<Principal, String> answer) implements PrincipalCheck {

    @Override
    public boolean holds(Principal principal) {
        return question.test(principal);
    }

    @Override
    public String seen(Principal principal) {
        return answer.apply(principal);
    }
}
