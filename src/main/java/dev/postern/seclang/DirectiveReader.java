package dev.postern.seclang;

import dev.postern.config.Problems;
import java.util.List;
import java.util.Optional;

/** Reads one directive: its name, its arguments, and what they say. */
final class DirectiveReader {

    private final Problems problems;
    private final RuleCollector rules;
    private final Includes includes;
    private final LinkReader links;
    private final SettingReader settings;
    private final ChangeReader changes;
    private final DefaultActionReader defaults;

    DirectiveReader(Problems problems, RuleCollector rules, Includes includes) {
        this.problems = problems;
        this.rules = rules;
        this.includes = includes;
        this.links = new LinkReader(problems);
        this.settings = new SettingReader(problems);
        this.changes = new ChangeReader(problems);
        this.defaults = new DefaultActionReader(problems);
    }

    void read(Written text) {
        Optional<List<Written>> words = Words.of(text, problems);
        if (words.isEmpty()) {
            rules.unreadable(text);
            return;
        }
        List<Written> line = words.get();
        Optional<DirectiveName> name = DirectiveName.named(line.getFirst().text());
        if (name.isEmpty()) {
            unknown(line.getFirst());
            return;
        }
        switch (name.get()) {
            case DirectiveName.Structured structured -> counted(structured.grammar(), line, text);
            case DirectiveName.Set set -> settings.read(set.setting(), line).ifPresent(rules::other);
            case DirectiveName.WithoutEffect _ -> { }
            case DirectiveName.Unsupported unsupported -> unsupported(unsupported, line);
        }
    }

    private void unknown(Written name) {
        String hint = name.text().startsWith("<") ? "sections are Apache's: rules stand in one context here"
                : Seen.near(name.text(), DirectiveName.names());
        problems.add(name.at(), "there is no directive " + Seen.of(name), hint);
    }

    /** What a directive switches off is off. */
    private void unsupported(DirectiveName.Unsupported name, List<Written> line) {
        if (line.size() != 2 || !line.get(1).text().equalsIgnoreCase("Off")) {
            problems.add(line.getFirst().at(), name.written() + " is not supported", name.reason());
        }
    }

    private void counted(Grammar grammar, List<Written> line, Written text) {
        int arguments = line.size() - 1;
        if (arguments >= grammar.least() && arguments <= grammar.most()) {
            structured(grammar, line, text);
            return;
        }
        String expected = grammar == Grammar.RULE ? "SecRule TARGETS \"OPERATOR\" \"ACTIONS\"; what holds blanks stands in double quotes"
                : grammar.written() + " with " + grammar.least() + (grammar.most() == grammar.least() ? "" : " or more") + (grammar.most() == 1 ? " argument" : " arguments");
        if (arguments > grammar.most()) {
            problems.add(line.get(grammar.most() + 1).at(), grammar.written() + " has " + arguments + " arguments, here one too many", expected);
        } else {
            problems.add(text.at(text.length()), grammar.written() + " has " + arguments + (arguments == 1 ? " argument" : " arguments") + ", which is too few", expected);
        }
        rules.unreadable(text);
    }

    private void structured(Grammar grammar, List<Written> line, Written text) {
        int before = problems.count();
        switch (grammar) {
            case INCLUDE -> include(line, Includes.Need.REQUIRED);
            case INCLUDE_OPTIONAL -> include(line, Includes.Need.OPTIONAL);
            case RULE -> {
                Link link = links.rule(line);
                rules.link(link, problems.count() == before ? RuleCollector.State.SOUND : RuleCollector.stateOf(text));
            }
            case ACTION -> {
                Link link = links.action(line);
                rules.link(link, problems.count() == before ? RuleCollector.State.SOUND : RuleCollector.stateOf(text));
            }
            case MARKER -> rules.marker(new Marker(line.getFirst().at(), line.get(1).text()));
            case DEFAULT_ACTION -> defaults.read(line).ifPresent(rules::other);
            case REMOVE_BY_ID -> changes.remove(SelectionReader.By.ID, line).forEach(rules::other);
            case REMOVE_BY_TAG -> changes.remove(SelectionReader.By.TAG, line).forEach(rules::other);
            case REMOVE_BY_MSG -> changes.remove(SelectionReader.By.MESSAGE, line).forEach(rules::other);
            case UPDATE_TARGET_BY_ID -> changes.updateTargets(SelectionReader.By.ID, line).ifPresent(rules::other);
            case UPDATE_TARGET_BY_TAG -> changes.updateTargets(SelectionReader.By.TAG, line).ifPresent(rules::other);
            case UPDATE_TARGET_BY_MSG -> changes.updateTargets(SelectionReader.By.MESSAGE, line).ifPresent(rules::other);
            case UPDATE_ACTION_BY_ID -> changes.updateActions(line).ifPresent(rules::update);
        }
    }

    private void include(List<Written> line, Includes.Need need) {
        rules.endOfFile();
        line.subList(1, line.size()).forEach(pattern -> includes.follow(pattern, need));
    }
}
