package dev.postern.inspect;

import java.util.Objects;

/** What the inspectors of a route make of what follows an upgrade. */
public sealed interface Conversation {

    /** It must not be: somebody would have to look into it and cannot. */
    record Refused(String inspector) implements Conversation {}

    /** Nobody looks into it. */
    record Unseen() implements Conversation {}

    /** Its messages are looked into. */
    record Examined(MessageExamination by) implements Conversation {

        public Examined {
            Objects.requireNonNull(by, "by");
        }
    }
}
