package dev.postern.seclang;

import dev.postern.config.Position;
import dev.postern.config.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads lists of actions: {@code id:942100,phase:2,block,t:none,msg:'An attack'}. What is wrong with one does not keep the others from being looked at. */
final class ActionReader {

    private static final List<String> SEVERITIES = List.of("emergency", "alert", "critical", "error", "warning", "notice", "info", "debug");
    private static final List<String> PHASES = List.of("request", "response", "logging");

    private final Problems problems;
    private final Numbers numbers;
    private final CtlReader controls;
    private final VariableActions variables;

    ActionReader(Problems problems) {
        this.problems = problems;
        this.numbers = new Numbers(problems);
        this.controls = new CtlReader(problems);
        this.variables = new VariableActions(problems);
    }

    /** Those that are right; wrong ones are reported. */
    List<Action> read(Written text) {
        List<Action> actions = new ArrayList<>();
        Entries.of(text, Entries.Kind.ACTIONS, problems).ifPresent(entries -> entries.forEach(entry -> action(entry).ifPresent(actions::add)));
        return actions;
    }

    private Optional<? extends Action> action(Entries.Entry entry) {
        Written written = entry.name();
        Optional<ActionName> name = ActionName.named(written.text());
        if (name.isEmpty()) {
            problems.add(written.at(), "there is no action " + Seen.of(written), unknown(entry));
            return Optional.empty();
        }
        if (!name.get().complaint().isEmpty()) {
            problems.add(written.at(), "the action " + name.get().written() + " is not supported", name.get().complaint());
            return Optional.empty();
        }
        return switch (name.get().argument()) {
            case NONE -> entry.value().isEmpty() ? plain(name.get(), written.at()) : superfluous(name.get(), entry.value().get());
            case POSSIBLE -> allow(written.at(), entry.value());
            case NEEDED -> entry.value().isEmpty() ? missing(name.get(), written) : withArgument(name.get(), written.at(), entry.value().get());
        };
    }

    private static String unknown(Entries.Entry entry) {
        return entry.before() == Entries.Before.BLANKS ? "a value with blanks or commas stands in single quotes, and a single quote in it is written \\'"
                : Seen.near(entry.name().text(), ActionName.names());
    }

    private Optional<Action> superfluous(ActionName name, Written value) {
        problems.add(value.at(), name.written() + " takes no argument", name.written());
        return Optional.empty();
    }

    private Optional<Action> missing(ActionName name, Written written) {
        problems.add(written.at(), name.written() + " needs an argument", name.written() + ":…");
        return Optional.empty();
    }

    private Optional<Action> plain(ActionName name, Position at) {
        return Optional.of(switch (name) {
            case AUDITLOG -> new Action.Log(at, Action.Log.Choice.AUDITLOG);
            case NOAUDITLOG -> new Action.Log(at, Action.Log.Choice.NOAUDITLOG);
            case LOG -> new Action.Log(at, Action.Log.Choice.LOG);
            case NOLOG -> new Action.Log(at, Action.Log.Choice.NOLOG);
            case BLOCK -> new Action.Disrupt(at, Disruption.BLOCK);
            case DENY -> new Action.Disrupt(at, Disruption.DENY);
            case DROP -> new Action.Disrupt(at, Disruption.DROP);
            case PASS -> new Action.Disrupt(at, Disruption.PASS);
            case CAPTURE -> new Action.Capture(at);
            case CHAIN -> new Action.Chain(at);
            case MULTI_MATCH -> new Action.MultiMatch(at);
            default -> throw new IllegalStateException(name + " takes an argument");
        });
    }

    private Optional<Action> allow(Position at, Optional<Written> value) {
        Optional<Disruption> how = switch (value.map(Written::text).orElse("").toLowerCase(Locale.ROOT)) {
            case "" -> Optional.of(Disruption.ALLOW);
            case "phase" -> Optional.of(Disruption.ALLOW_PHASE);
            case "request" -> Optional.of(Disruption.ALLOW_REQUEST);
            default -> Optional.empty();
        };
        if (how.isEmpty()) {
            problems.add(value.orElseThrow().at(), Seen.of(value.orElseThrow()) + " cannot be allowed", "allow, allow:phase or allow:request");
        }
        return how.map(disruption -> new Action.Disrupt(at, disruption));
    }

    private Optional<? extends Action> withArgument(ActionName name, Position at, Written value) {
        return switch (name) {
            case ID -> numbers.id(value).map(id -> new Action.Id(at, id));
            case PHASE -> phase(value).map(number -> new Action.Phase(at, number));
            case SEVERITY -> severity(value).map(level -> new Action.Severity(at, level));
            case STATUS -> numbers.small(value, 100, 599).map(code -> new Action.Status(at, code));
            case SKIP -> numbers.small(value, 1, Integer.MAX_VALUE).map(rules -> new Action.Skip(at, rules));
            case SKIP_AFTER -> Optional.of(new Action.SkipAfter(at, value.text()));
            case T -> Optional.of(new Action.Transform(value.at(), value.text()));
            case REDIRECT -> Optional.of(new Action.Redirect(at, value.text()));
            case CTL -> controls.read(value).map(ctl -> new Action.Control(at, ctl));
            case XMLNS -> namespace(at, value);
            case SETVAR, EXPIREVAR, INITCOL, SETUID, SETSID, SETRSC -> variables.read(name, at, value);
            case ACCURACY, MATURITY, MSG, TAG, VER, REV, LOGDATA -> Optional.of(new Action.Metadata(at, Action.Metadata.Kind.valueOf(name.name()), value.text()));
            default -> throw new IllegalStateException(name + " takes no argument");
        };
    }

    private Optional<Integer> phase(Written value) {
        int named = PHASES.indexOf(value.text().toLowerCase(Locale.ROOT));
        if (named >= 0) {
            return Optional.of(List.of(2, 4, 5).get(named));
        }
        if (value.length() == 1 && value.charAt(0) >= '1' && value.charAt(0) <= '5') {
            return Optional.of(value.charAt(0) - '0');
        }
        problems.add(value.at(), "there is no phase " + Seen.of(value), "1 to 5, or request (2), response (4), logging (5)");
        return Optional.empty();
    }

    private Optional<Integer> severity(Written value) {
        int named = SEVERITIES.indexOf(value.text().toLowerCase(Locale.ROOT));
        if (named >= 0) {
            return Optional.of(named);
        }
        if (value.length() == 1 && value.charAt(0) >= '0' && value.charAt(0) <= '7') {
            return Optional.of(value.charAt(0) - '0');
        }
        problems.add(value.at(), "there is no severity " + Seen.of(value), "0 to 7, or " + String.join(", ", SEVERITIES).toUpperCase(Locale.ROOT));
        return Optional.empty();
    }

    private Optional<Action> namespace(Position at, Written value) {
        int equals = value.text().indexOf('=');
        if (equals <= 0) {
            problems.add(value.at(), "a name space is written prefix=URI", "xmlns:xsd=http://www.w3.org/2001/XMLSchema");
            return Optional.empty();
        }
        return Optional.of(new Action.XmlNamespace(at, value.text().substring(0, equals), value.text().substring(equals + 1)));
    }
}
