package dev.postern.waf;

import dev.postern.seclang.Action;
import dev.postern.seclang.Collection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a match does at once, out of a rule's actions; those that concern flow, logging and the rule's own data are read elsewhere. */
final class EffectCompiler {

    private final TemplateCompiler templates;
    private final ControlEffects controls;
    private final TxNames names;

    EffectCompiler(TemplateCompiler templates, ControlEffects controls, TxNames names) {
        this.templates = templates;
        this.controls = controls;
        this.names = names;
    }

    List<Effect> compile(ChosenActions actions) {
        List<Effect> effects = new ArrayList<>();
        actions.all().forEach(action -> effect(action).ifPresent(effects::add));
        return effects;
    }

    private Optional<Effect> effect(Action action) {
        return switch (action) {
            case Action.SetVar set -> Optional.of(setVar(set));
            case Action.ExpireVar expire -> Optional.of(
                    new ExpireVarEffect(expire.collection(), templates.compile(expire.name(), expire.at()), templates.compile(expire.seconds(), expire.at())));
            case Action.InitCollection open -> Optional.of(new OpenEffect(open.collection(), templates.compile(open.key(), open.at())));
            case Action.Identify open -> Optional.of(new OpenEffect(open.collection(), templates.compile(open.key(), open.at())));
            case Action.Control control -> Optional.of(controls.of(control.ctl()));
            case Action.Id _, Action.Phase _, Action.Metadata _, Action.Severity _, Action.Transform _, Action.Disrupt _, Action.Redirect _, Action.Status _, Action.Log _,
                    Action.Capture _, Action.MultiMatch _, Action.Chain _, Action.Skip _, Action.SkipAfter _, Action.XmlNamespace _ -> Optional.empty();
        };
    }

    private Effect setVar(Action.SetVar set) {
        Template value = templates.compile(set.value(), set.at());
        Template name = templates.compile(set.name(), set.at());
        boolean slotted = set.collection() == Collection.TX && name.constant().isPresent();
        return slotted ? new SetTxEffect(names.slot(set.name()), set.change(), value) : new SetVarEffect(set.collection(), name, set.change(), value);
    }
}
