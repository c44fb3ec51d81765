package dev.postern.seclang;

import java.util.List;

/** What a rule changes for the rest of one transaction. */
public sealed interface Ctl {

    record Engine(Mode mode) implements Ctl {}

    enum Mode { ON, OFF, DETECTION_ONLY }

    /** Switches of one transaction. */
    record Turn(Feature feature, Switch to) implements Ctl {}

    enum Feature { REQUEST_BODY_ACCESS, RESPONSE_BODY_ACCESS, FORCE_REQUEST_BODY_VARIABLE }

    record RemoveRules(Selection rules) implements Ctl {}

    /** @param targets plain ones */
    record RemoveTargets(Selection rules, List<Target> targets) implements Ctl {

        public RemoveTargets {
            targets = List.copyOf(targets);
        }
    }

    record BodyProcessor(Processor processor) implements Ctl {}

    enum Processor { URLENCODED, MULTIPART, JSON, XML }

    /** @param bytes positive */
    record BodyLimit(Direction direction, long bytes) implements Ctl {}

    enum Direction { REQUEST, RESPONSE }

    /** Concerns ModSecurity's own logs: read, and without effect. A rule takes no exchange out of the record. */
    record WithoutEffect(String name, String value) implements Ctl {}
}
