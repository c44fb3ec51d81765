package dev.postern.seclang;

/** Directives with a grammar of their own, and how many arguments each takes. */
enum Grammar {
    INCLUDE("Include", 1, Integer.MAX_VALUE), INCLUDE_OPTIONAL("IncludeOptional", 1, Integer.MAX_VALUE),
    RULE("SecRule", 2, 3), ACTION("SecAction", 1, 1), MARKER("SecMarker", 1, 1), DEFAULT_ACTION("SecDefaultAction", 1, 1),
    REMOVE_BY_ID("SecRuleRemoveById", 1, Integer.MAX_VALUE), REMOVE_BY_TAG("SecRuleRemoveByTag", 1, Integer.MAX_VALUE), REMOVE_BY_MSG("SecRuleRemoveByMsg", 1, Integer.MAX_VALUE),
    UPDATE_TARGET_BY_ID("SecRuleUpdateTargetById", 2, 3), UPDATE_TARGET_BY_TAG("SecRuleUpdateTargetByTag", 2, 3), UPDATE_TARGET_BY_MSG("SecRuleUpdateTargetByMsg", 2, 3),
    UPDATE_ACTION_BY_ID("SecRuleUpdateActionById", 2, 2);

    private final String written;
    private final int least;
    private final int most;

    Grammar(String written, int least, int most) {
        this.written = written;
        this.least = least;
        this.most = most;
    }

    String written() {
        return written;
    }

    int least() {
        return least;
    }

    int most() {
        return most;
    }
}
