package dev.postern.seclang;

import dev.postern.config.Position;
import dev.postern.config.Problems;
import java.util.Optional;

/** Reads actions that write variables and open collections. Names and values may hold macros, {@code %{tx.name}}. */
final class VariableActions {

    private final Problems problems;

    VariableActions(Problems problems) {
        this.problems = problems;
    }

    Optional<? extends Action> read(ActionName name, Position at, Written value) {
        return switch (name) {
            case SETVAR -> setVar(at, value);
            case EXPIREVAR -> expireVar(at, value);
            case INITCOL -> initCollection(at, value);
            case SETUID -> Optional.of(new Action.Identify(at, Collection.USER, value.text()));
            case SETSID -> Optional.of(new Action.Identify(at, Collection.SESSION, value.text()));
            case SETRSC -> Optional.of(new Action.Identify(at, Collection.RESOURCE, value.text()));
            default -> throw new IllegalStateException(name + " writes no variable");
        };
    }

    /** {@code tx.a=1}, {@code tx.a=+1}, {@code tx.a=-1}, {@code tx.a} for 1, {@code !tx.a}. */
    private Optional<Action> setVar(Position at, Written value) {
        int equals = equals(value);
        boolean removes = value.text().startsWith("!");
        Optional<Name> name = name(value.sub(removes ? 1 : 0, equals < 0 ? value.length() : equals));
        if (removes && equals >= 0) {
            problems.add(value.at(equals), "a variable is removed or set, not both", "setvar:!tx.name, or setvar:tx.name=value");
            return Optional.empty();
        }
        if (equals < 0) {
            return name.map(known -> new Action.SetVar(at, known.collection, known.name, removes ? Action.SetVar.Change.REMOVE : Action.SetVar.Change.SET, removes ? "" : "1"));
        }
        Written after = value.from(equals + 1);
        Action.SetVar.Change change = after.isEmpty() ? Action.SetVar.Change.SET : switch (after.charAt(0)) {
            case '+' -> Action.SetVar.Change.ADD;
            case '-' -> Action.SetVar.Change.SUBTRACT;
            default -> Action.SetVar.Change.SET;
        };
        String text = change == Action.SetVar.Change.SET ? after.text() : after.text().substring(1);
        return name.map(known -> new Action.SetVar(at, known.collection, known.name, change, text));
    }

    private Optional<Action> expireVar(Position at, Written value) {
        int equals = equals(value);
        Optional<Name> name = name(value.sub(0, equals < 0 ? value.length() : equals));
        Written seconds = value.from(equals < 0 ? value.length() : equals + 1);
        if (seconds.isEmpty() || !seconds.text().contains("%{") && seconds.text().chars().anyMatch(c -> c < '0' || c > '9')) {
            problems.add(seconds.at(), "no number of seconds", "expirevar:ip.name=3600");
            return Optional.empty();
        }
        return name.map(known -> new Action.ExpireVar(at, known.collection, known.name, seconds.text()));
    }

    private Optional<Action> initCollection(Position at, Written value) {
        int equals = equals(value);
        if (equals < 0 || equals + 1 == value.length()) {
            problems.add(value.at(), "no key for the collection", "initcol:ip=%{REMOTE_ADDR}");
            return Optional.empty();
        }
        return collection(value.sub(0, equals)).filter(known -> isPersistent(known, value)).map(known -> new Action.InitCollection(at, known, value.text().substring(equals + 1)));
    }

    private boolean isPersistent(Collection collection, Written value) {
        if (collection == Collection.TX) {
            problems.add(value.at(), "tx is there without being opened", "ip, global, resource, session or user");
        }
        return collection != Collection.TX;
    }

    /** The first equals sign outside macros; −1 when there is none. */
    private static int equals(Written value) {
        return outsideMacros(value, '=');
    }

    private static int outsideMacros(Written value, char sought) {
        boolean inside = false;
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            inside = inside ? c != '}' : c == '{' && at > 0 && value.charAt(at - 1) == '%';
            if (c == sought && !inside) {
                return at;
            }
        }
        return -1;
    }

    private record Name(Collection collection, String name) {}

    private Optional<Name> name(Written text) {
        int dot = outsideMacros(text, '.');
        if (dot < 0 || dot + 1 == text.length()) {
            problems.add(text.at(), Seen.of(text) + " is not a collection and a name", "tx.name");
            return Optional.empty();
        }
        return collection(text.sub(0, dot)).map(collection -> new Name(collection, text.text().substring(dot + 1)));
    }

    private Optional<Collection> collection(Written text) {
        Optional<Collection> collection = Collection.named(text.text());
        if (collection.isEmpty()) {
            problems.add(text.at(), "there is no collection " + Seen.of(text), "one of " + String.join(", ", Collection.names()));
        }
        return collection;
    }
}
