package dev.postern.seclang;

import dev.postern.config.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what {@code ctl:} changes: {@code ruleRemoveTargetById=942100;ARGS:token}. */
final class CtlReader {

    private static final long MAX_BODY_BYTES = Integer.MAX_VALUE;

    private enum Recorded { ON, OFF, RELEVANT_ONLY }

    private final Problems problems;
    private final Numbers numbers;
    private final SelectionReader selections;
    private final TargetReader targets;

    CtlReader(Problems problems) {
        this.problems = problems;
        this.numbers = new Numbers(problems);
        this.selections = new SelectionReader(problems);
        this.targets = new TargetReader(problems);
    }

    Optional<? extends Ctl> read(Written text) {
        int equals = text.text().indexOf('=');
        Written written = text.sub(0, equals < 0 ? text.length() : equals);
        Optional<CtlName> name = CtlName.named(written.text());
        if (name.isEmpty()) {
            problems.add(written.at(), "ctl cannot change " + Seen.of(written), Seen.near(written.text(), CtlName.names()));
            return Optional.empty();
        }
        if (!name.get().complaint().isEmpty()) {
            problems.add(written.at(), "ctl:" + name.get().written() + " is not supported", name.get().complaint());
            return Optional.empty();
        }
        if (equals < 0 || equals + 1 == text.length()) {
            problems.add(text.at(text.length()), name.get().written() + " needs a value", "ctl:" + name.get().written() + "=…");
            return Optional.empty();
        }
        return value(name.get(), text.from(equals + 1));
    }

    private Optional<? extends Ctl> value(CtlName name, Written value) {
        return switch (name) {
            case RULE_ENGINE -> choice(value, Ctl.Mode.class).map(Ctl.Engine::new);
            case REQUEST_BODY_ACCESS -> turn(Ctl.Feature.REQUEST_BODY_ACCESS, value);
            case RESPONSE_BODY_ACCESS -> turn(Ctl.Feature.RESPONSE_BODY_ACCESS, value);
            case FORCE_REQUEST_BODY_VARIABLE -> turn(Ctl.Feature.FORCE_REQUEST_BODY_VARIABLE, value);
            case REQUEST_BODY_PROCESSOR -> choice(value, Ctl.Processor.class).map(Ctl.BodyProcessor::new);
            case REQUEST_BODY_LIMIT -> numbers.between(value, 1, MAX_BODY_BYTES).map(bytes -> new Ctl.BodyLimit(Ctl.Direction.REQUEST, bytes));
            case RESPONSE_BODY_LIMIT -> numbers.between(value, 1, MAX_BODY_BYTES).map(bytes -> new Ctl.BodyLimit(Ctl.Direction.RESPONSE, bytes));
            case AUDIT_ENGINE -> choice(value, Recorded.class).map(choice -> new Ctl.WithoutEffect(name.written(), value.text()));
            case AUDIT_LOG_PARTS, DEBUG_LOG_LEVEL -> Optional.of(new Ctl.WithoutEffect(name.written(), value.text()));
            case RULE_REMOVE_BY_ID -> selections.read(SelectionReader.By.ID, value).map(Ctl.RemoveRules::new);
            case RULE_REMOVE_BY_TAG -> selections.read(SelectionReader.By.TAG, value).map(Ctl.RemoveRules::new);
            case RULE_REMOVE_BY_MSG -> selections.read(SelectionReader.By.MESSAGE, value).map(Ctl.RemoveRules::new);
            case RULE_REMOVE_TARGET_BY_ID -> removeTargets(SelectionReader.By.ID, value);
            case RULE_REMOVE_TARGET_BY_TAG -> removeTargets(SelectionReader.By.TAG, value);
            case RULE_REMOVE_TARGET_BY_MSG -> removeTargets(SelectionReader.By.MESSAGE, value);
            case HASH_ENFORCEMENT, HASH_ENGINE -> throw new IllegalStateException(name + " is not supported");
        };
    }

    private Optional<Ctl> turn(Ctl.Feature feature, Written value) {
        return choice(value, Switch.class).map(to -> new Ctl.Turn(feature, to));
    }

    private Optional<Ctl> removeTargets(SelectionReader.By by, Written value) {
        int semicolon = value.text().indexOf(';');
        if (semicolon < 0) {
            problems.add(value.at(value.length()), "no target is named", "a semicolon and a target: " + (by == SelectionReader.By.ID ? "942100" : "attack-sqli") + ";ARGS:token");
            return Optional.empty();
        }
        Optional<Selection> rules = selections.read(by, value.sub(0, semicolon));
        Optional<List<Target>> removed = targets.readPlain(value.from(semicolon + 1));
        return rules.isEmpty() || removed.isEmpty() ? Optional.empty() : Optional.of(new Ctl.RemoveTargets(rules.get(), removed.get()));
    }

    /** One of an enumeration's words, ignoring case and without underscores. */
    private <E extends Enum<E>> Optional<E> choice(Written value, Class<E> of) {
        Optional<E> found = Arrays.stream(of.getEnumConstants()).filter(one -> word(one).equalsIgnoreCase(value.text())).findFirst();
        if (found.isEmpty()) {
            problems.add(value.at(), Seen.of(value) + " is no choice here", "one of " + String.join(", ", Arrays.stream(of.getEnumConstants()).map(CtlReader::word).toList()));
        }
        return found;
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace("_", "");
    }
}
