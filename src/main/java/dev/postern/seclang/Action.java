package dev.postern.seclang;

import dev.postern.config.Position;

/** One action of a rule. Texts are octets as characters U+0000 to U+00FF, and may hold macros where SecLang expands them. */
public sealed interface Action {

    Position at();

    record Id(Position at, int id) implements Action {}

    /** @param number 1 request headers, 2 request body, 3 response headers, 4 response body, 5 logging */
    record Phase(Position at, int number) implements Action {}

    record Metadata(Position at, Kind kind, String text) implements Action {

        public enum Kind { MSG, TAG, VER, REV, LOGDATA, MATURITY, ACCURACY }
    }

    /** @param level 0 emergency … 7 debug */
    record Severity(Position at, int level) implements Action {}

    /** @param function as written; whether there is one is for the engine to say */
    record Transform(Position at, String function) implements Action {}

    record Disrupt(Position at, Disruption disruption) implements Action {}

    record Redirect(Position at, String location) implements Action {}

    /** @param code from 100 to 599 */
    record Status(Position at, int code) implements Action {}

    record Log(Position at, Choice choice) implements Action {

        public enum Choice { LOG, NOLOG, AUDITLOG, NOAUDITLOG }
    }

    record Capture(Position at) implements Action {}

    record MultiMatch(Position at) implements Action {}

    record Chain(Position at) implements Action {}

    /** @param rules how many to pass over, at least one */
    record Skip(Position at, int rules) implements Action {}

    /** @param label of a marker, or the id of a rule, further down */
    record SkipAfter(Position at, String label) implements Action {}

    /**
     * @param name  may hold macros
     * @param value may hold macros; empty when the variable is removed
     */
    record SetVar(Position at, Collection collection, String name, Change change, String value) implements Action {

        public enum Change { SET, ADD, SUBTRACT, REMOVE }
    }

    /** @param seconds a number, or a macro */
    record ExpireVar(Position at, Collection collection, String name, String seconds) implements Action {}

    /** @param key which record of the collection; may hold macros */
    record InitCollection(Position at, Collection collection, String key) implements Action {}

    /** {@code setuid}, {@code setsid}, {@code setrsc}: opens USER, SESSION or RESOURCE, and sets USERID, SESSIONID or RESOURCEID. */
    record Identify(Position at, Collection collection, String key) implements Action {}

    record Control(Position at, Ctl ctl) implements Action {}

    record XmlNamespace(Position at, String prefix, String uri) implements Action {}
}
