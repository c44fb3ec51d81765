package dev.postern.page;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RequestId;
import java.util.Objects;
import java.util.Optional;

/**
 * What a refused person is shown. Every text is escaped when it is rendered.
 *
 * @param status    of the answer
 * @param title     what happened, in a few words
 * @param code      the reason's stable code
 * @param advice    what the person can do
 * @param requestId to quote; it finds the event in the audit trail
 * @param action    the one thing to click
 * @param person    who is signed in, where somebody is
 */
public record RefusalView(
        int status,
        String title,
        String code,
        String advice,
        RequestId requestId,
        Optional<Link> action,
        Optional<String> person) {

    public RefusalView {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(advice, "advice");
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(person, "person");
    }

    /** The view of a reason, with the action that helps where one does. */
    public static RefusalView of(Reason reason, RequestId id) {
        return new RefusalView(reason.status(), Titles.of(reason), reason.code(), reason.advice(), id, Actions.of(reason), Optional.empty());
    }

    public RefusalView withStatus(int other) {
        return new RefusalView(other, title, code, advice, requestId, action, person);
    }

    /** One sentence more. */
    public RefusalView telling(String sentence) {
        return sentence.isEmpty() ? this : new RefusalView(status, title, code, advice + ' ' + sentence, requestId, action, person);
    }

    public RefusalView withAction(Link link) {
        return new RefusalView(status, title, code, advice, requestId, Optional.of(link), person);
    }

    public RefusalView withPerson(String name) {
        return new RefusalView(status, title, code, advice, requestId, action, Optional.of(name));
    }
}
