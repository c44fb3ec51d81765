package dev.postern.seclang;

import dev.postern.config.Position;

/** One thing that a rule file says, in the order of the files. What a directive means is not known here: these are texts that have been told apart, and checked as far as that needs no engine. */
public sealed interface Directive permits Rule, Marker, DefaultAction, Setting, Removal, TargetUpdate, ActionUpdate {

    /** Where it begins. */
    Position at();
}
