package dev.postern.policy;

import java.util.function.Function;
import java.util.function.Predicate;

/** A check made of its parts. */
record PlainCheck(String wanted, Predicate<Attempt> question, Function<Attempt, String> answer) implements Check {

    @Override
    public boolean holds(Attempt attempt) {
        return question.test(attempt);
    }

    @Override
    public String seen(Attempt attempt) {
        return answer.apply(attempt);
    }
}
