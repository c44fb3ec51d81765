package dev.postern.waf;

import dev.postern.seclang.Action.SetVar.Change;
import dev.postern.seclang.Collection;

/**
 * {@code setvar}: sets, counts up or down, or removes a variable; a counter never goes below zero. A collection that no rule has opened is left alone.
 *
 * @param name  what the variable is called; its macros are filled in each time
 */
record SetVarEffect(Collection collection, Template name, Change change, Template value) implements Effect {

    @Override
    public void run(Transaction transaction) {
        transaction.members(collection).ifPresent(members -> write(members, Ascii.text(name.expand(transaction)), transaction));
    }

    private void write(Members members, String called, Transaction transaction) {
        switch (change) {
            case SET -> members.set(called, value.expand(transaction));
            case ADD -> members.count(called, Ascii.number(value.expand(transaction)));
            case SUBTRACT -> members.count(called, -Ascii.number(value.expand(transaction)));
            case REMOVE -> members.unset(called);
        }
    }
}
