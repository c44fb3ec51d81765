package dev.postern.waf;

import dev.postern.seclang.Action;
import dev.postern.seclang.Disruption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The actions that hold for one link of a rule: the defaults of its phase, then its own, then those an update added; of a kind that holds once, the last.
 */
record ChosenActions(List<Action> defaults, List<Action> own) {

    ChosenActions {
        defaults = List.copyOf(defaults);
        own = List.copyOf(own);
    }

    Stream<Action> all() {
        return Stream.concat(defaults.stream(), own.stream());
    }

    <T extends Action> Stream<T> all(Class<T> kind) {
        return all().filter(kind::isInstance).map(kind::cast);
    }

    <T extends Action> Optional<T> last(Class<T> kind) {
        return all(kind).reduce((first, second) -> second);
    }

    boolean has(Class<? extends Action> kind) {
        return all().anyMatch(kind::isInstance);
    }

    /** The names of the transformations: {@code t:none} takes back what stands before it. */
    List<Action.Transform> transforms() {
        List<Action.Transform> kept = new ArrayList<>();
        all(Action.Transform.class).forEach(transform -> {
            if (transform.function().equalsIgnoreCase("none")) {
                kept.clear();
            } else {
                kept.add(transform);
            }
        });
        return kept;
    }

    Optional<Action.Metadata> data(Action.Metadata.Kind kind) {
        return all(Action.Metadata.class).filter(data -> data.kind() == kind).reduce((first, second) -> second);
    }

    Optional<String> text(Action.Metadata.Kind kind) {
        return data(kind).map(Action.Metadata::text);
    }

    List<String> tags() {
        return all(Action.Metadata.class).filter(data -> data.kind() == Action.Metadata.Kind.TAG).map(Action.Metadata::text).toList();
    }

    Logging logging() {
        Logging now = Logging.LOG;
        for (Action.Log log : all(Action.Log.class).toList()) {
            now = switch (log.choice()) {
                case LOG -> Logging.LOG;
                case NOLOG -> Logging.SILENT;
                case AUDITLOG -> now == Logging.SILENT ? Logging.AUDIT_ONLY : now;
                case NOAUDITLOG -> now == Logging.AUDIT_ONLY ? Logging.SILENT : now;
            };
        }
        return now;
    }

    /** {@code compile} is asked for the template of a location. */
    Ending ending(Function<Action.Redirect, Template> compile) {
        Optional<Action> mine = last(own);
        boolean block = mine.filter(action -> action instanceof Action.Disrupt disrupt && disrupt.disruption() == Disruption.BLOCK).isPresent();
        Optional<Action> chosen = block || mine.isEmpty() ? last(defaults) : mine;
        Optional<Integer> status = last(Action.Status.class).map(Action.Status::code);
        return chosen.map(action -> ending(action, status, compile)).orElse(Ending.PASS);
    }

    private static Optional<Action> last(List<Action> actions) {
        return actions.stream().filter(action -> action instanceof Action.Disrupt || action instanceof Action.Redirect).reduce((first, second) -> second);
    }

    private static Ending ending(Action action, Optional<Integer> status, Function<Action.Redirect, Template> compile) {
        return switch (action) {
            case Action.Redirect redirect -> new Ending.Redirect(status.filter(code -> code >= 300 && code < 400).orElse(302), compile.apply(redirect));
            case Action.Disrupt disrupt -> ending(disrupt.disruption(), status.orElse(403));
            default -> Ending.PASS;
        };
    }

    private static Ending ending(Disruption disruption, int status) {
        return switch (disruption) {
            case PASS, BLOCK -> Ending.PASS;
            case DENY -> new Ending.Deny(status);
            case DROP -> new Ending.Drop();
            case ALLOW -> new Ending.Allow(Ending.Scope.ALL);
            case ALLOW_PHASE -> new Ending.Allow(Ending.Scope.PHASE);
            case ALLOW_REQUEST -> new Ending.Allow(Ending.Scope.REQUEST);
        };
    }
}
