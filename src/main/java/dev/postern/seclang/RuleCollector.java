package dev.postern.seclang;

import dev.postern.config.Position;
import dev.postern.config.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Joins links to chains, and checks what can only be seen across directives. */
final class RuleCollector {

    static final int MAX_RULES = 50_000;
    static final int MAX_LINKS = 100;

    private static final Pattern CHAIN = Pattern.compile("(?i)[,\\s\"']chain[,\\s\"']|[,\\s\"']chain$");

    /** What is known of a link that has been read. */
    enum State { SOUND, BROKEN, BROKEN_AND_CHAINED }

    private final Problems problems;
    private final List<Directive> directives = new ArrayList<>();
    private final Map<Integer, Position> ids = new HashMap<>();
    private final Map<Integer, OptionalInt> phases = new HashMap<>();
    private final Labels labels;
    private final List<Link> chain = new ArrayList<>();
    private State chainState = State.SOUND;
    private State files = State.SOUND;

    RuleCollector(Problems problems) {
        this.problems = problems;
        this.labels = new Labels(problems);
    }

    /** For a rule with errors: whether it looks as if another were chained to it, so that one mistake is not reported twice. */
    static State stateOf(Written text) {
        return CHAIN.matcher(text.text()).find() ? State.BROKEN_AND_CHAINED : State.BROKEN;
    }

    /** A directive that could not be told apart into arguments. */
    void unreadable(Written text) {
        if (text.text().regionMatches(true, 0, "SecRule ", 0, 8) || text.text().regionMatches(true, 0, "SecAction ", 0, 10)) {
            link(new Link(text.at(), Optional.empty(), List.of()), stateOf(text));
        }
    }

    /** Some file could not be read: what seems to be missing may stand there. */
    void incomplete() {
        files = State.BROKEN;
    }

    void other(Directive directive) {
        cutOff();
        directives.add(directive);
    }

    void marker(Marker marker) {
        if (marker.label().isEmpty()) {
            problems.add(marker.at(), "a marker without a name", "SecMarker END-OF-MY-RULES");
        }
        labels.mark(marker.label());
        other(marker);
    }

    void update(ActionUpdate update) {
        for (Action action : update.actions()) {
            if (action instanceof Action.Id(Position at, int id) && id != update.id()) {
                problems.add(at, "an update cannot change a rule's id", "leave out id");
            }
            OptionalInt phase = phases.getOrDefault(update.id(), OptionalInt.empty());
            if (action instanceof Action.Phase(Position at, int number) && phase.isPresent() && phase.getAsInt() != number) {
                problems.add(at, "an update cannot change a rule's phase", "rule " + update.id() + " runs in phase " + phase.getAsInt());
            }
        }
        other(update);
    }

    void link(Link link, State state) {
        if (chain.isEmpty()) {
            chainState = State.SOUND;
            starter(link, state);
        } else {
            link.actions().forEach(this::checkChained);
        }
        if (chain.size() == MAX_LINKS) {
            problems.add(link.at(), "a chain of more than " + MAX_LINKS + " rules", "");
            chain.clear();
        }
        chain.add(link);
        chainState = state == State.SOUND ? chainState : State.BROKEN;
        if (!link.isChained() && state != State.BROKEN_AND_CHAINED) {
            finish();
        }
    }

    private void starter(Link link, State state) {
        List<Action.Id> given = link.actions().stream().filter(Action.Id.class::isInstance).map(Action.Id.class::cast).toList();
        if (given.isEmpty() && state == State.SOUND) {
            problems.add(link.at(), "the rule has no id", "an action id:NUMBER that no other rule has; 1 to 99999 are free for your own");
            chainState = State.BROKEN;
        }
        if (given.size() > 1) {
            problems.add(given.get(1).at(), "the rule has two ids", "one id");
        }
        given.stream().limit(1).forEach(this::claim);
        link.actions().stream().filter(Action.SkipAfter.class::isInstance).map(Action.SkipAfter.class::cast).forEach(labels::use);
        boolean logging = link.actions().stream().anyMatch(action -> action instanceof Action.Phase(_, int number) && number == 5);
        link.actions().stream().filter(action -> logging && Disruptions.isTooLateForLogging(action))
                .forEach(action -> problems.add(action.at(), "in phase 5 the answer is out: nothing can be refused", "pass, or an earlier phase"));
    }

    private void claim(Action.Id id) {
        Position first = ids.putIfAbsent(id.id(), id.at());
        if (first != null) {
            problems.add(id.at(), "another rule has the id " + id.id(), "first at " + first);
        }
        labels.mark(Integer.toString(id.id()));
        if (ids.size() == MAX_RULES + 1 && first == null) {
            problems.add(id.at(), "more than " + MAX_RULES + " rules", "");
        }
    }

    /** What ModSecurity lets the first rule of a chain have alone. */
    private void checkChained(Action action) {
        String what = switch (action) {
            case Action.Disrupt(_, Disruption disruption) when disruption != Disruption.BLOCK -> "a disruptive action";
            case Action.Redirect _ -> "a disruptive action";
            case Action.Id _ -> "an id";
            case Action.Phase _ -> "a phase";
            case Action.Severity _ -> "a severity";
            case Action.Skip _, Action.SkipAfter _ -> "a skip";
            case Action.Metadata(_, Action.Metadata.Kind kind, _) when kind != Action.Metadata.Kind.TAG -> kind.name().toLowerCase(Locale.ROOT);
            case Action.Metadata _, Action.Disrupt _, Action.Transform _, Action.Status _, Action.Log _, Action.Capture _, Action.MultiMatch _, Action.Chain _, Action.SetVar _,
                    Action.ExpireVar _, Action.InitCollection _, Action.Identify _, Action.Control _, Action.XmlNamespace _ -> "";
        };
        if (!what.isEmpty()) {
            problems.add(action.at(), "only the first rule of a chain can have " + what, "move it to the rule at " + chain.getFirst().at());
        }
    }

    private void finish() {
        Optional<Action.Id> id = chain.getFirst().actions().stream().filter(Action.Id.class::isInstance).map(Action.Id.class::cast).findFirst();
        if (chainState == State.SOUND && id.isPresent()) {
            Rule rule = new Rule(chain.getFirst().at(), id.get().id(), chain);
            phases.put(rule.id(), rule.phase());
            directives.add(rule);
        }
        chain.clear();
    }

    void endOfFile() {
        cutOff();
    }

    /** Anything but a rule follows. */
    private void cutOff() {
        if (!chain.isEmpty() && chain.getLast().isChained()) {
            problems.add(chain.getLast().at(), "nothing is chained to this rule", "a SecRule directly below it, in the same file, or no action chain");
        }
        chain.clear();
    }

    List<Directive> end() {
        if (files == State.SOUND) {
            labels.check();
        }
        return directives;
    }
}
