package dev.postern.seclang;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every action of ModSecurity 2.9; what is not supported says why. */
enum ActionName {
    ACCURACY("accuracy", Argument.NEEDED), ALLOW("allow", Argument.POSSIBLE), AUDITLOG("auditlog", Argument.NONE), BLOCK("block", Argument.NONE), CAPTURE("capture", Argument.NONE),
    CHAIN("chain", Argument.NONE), CTL("ctl", Argument.NEEDED), DENY("deny", Argument.NONE), DROP("drop", Argument.NONE), EXPIREVAR("expirevar", Argument.NEEDED),
    ID("id", Argument.NEEDED), INITCOL("initcol", Argument.NEEDED), LOG("log", Argument.NONE), LOGDATA("logdata", Argument.NEEDED), MATURITY("maturity", Argument.NEEDED),
    MSG("msg", Argument.NEEDED), MULTI_MATCH("multiMatch", Argument.NONE), NOAUDITLOG("noauditlog", Argument.NONE), NOLOG("nolog", Argument.NONE), PASS("pass", Argument.NONE),
    PHASE("phase", Argument.NEEDED), REDIRECT("redirect", Argument.NEEDED), REV("rev", Argument.NEEDED), SETRSC("setrsc", Argument.NEEDED), SETSID("setsid", Argument.NEEDED),
    SETUID("setuid", Argument.NEEDED), SETVAR("setvar", Argument.NEEDED), SEVERITY("severity", Argument.NEEDED), SKIP("skip", Argument.NEEDED), SKIP_AFTER("skipAfter", Argument.NEEDED),
    STATUS("status", Argument.NEEDED), T("t", Argument.NEEDED), TAG("tag", Argument.NEEDED), VER("ver", Argument.NEEDED), XMLNS("xmlns", Argument.NEEDED),

    APPEND("append", "bodies are not written by rules"),
    DEPRECATEVAR("deprecatevar", "count down with expirevar"),
    EXEC("exec", "rules start no programs"),
    PAUSE("pause", "a held request costs the gateway more than its client: refuse it, or limit the route"),
    PREPEND("prepend", "bodies are not written by rules"),
    PROXY("proxy", "routes say where a request goes"),
    SANITISE_ARG("sanitiseArg", Reasons.MASKED), SANITISE_MATCHED("sanitiseMatched", Reasons.MASKED), SANITISE_MATCHED_BYTES("sanitiseMatchedBytes", Reasons.MASKED),
    SANITISE_REQUEST_HEADER("sanitiseRequestHeader", Reasons.MASKED), SANITISE_RESPONSE_HEADER("sanitiseResponseHeader", Reasons.MASKED),
    SANITIZE_ARG("sanitizeArg", Reasons.MASKED), SANITIZE_MATCHED("sanitizeMatched", Reasons.MASKED), SANITIZE_MATCHED_BYTES("sanitizeMatchedBytes", Reasons.MASKED),
    SANITIZE_REQUEST_HEADER("sanitizeRequestHeader", Reasons.MASKED), SANITIZE_RESPONSE_HEADER("sanitizeResponseHeader", Reasons.MASKED),
    SETENV("setenv", "requests have no environment here: use setvar:tx.name");

    private static final Map<String, ActionName> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(name -> name.written.toLowerCase(Locale.ROOT), Function.identity()));

    /** Whether something stands behind a colon. */
    enum Argument { NONE, POSSIBLE, NEEDED }

    private static final class Reasons {
        static final String MASKED = "what a rule matched is masked wherever it is recorded";
    }

    private final String written;
    private final Argument argument;
    private final String complaint;

    ActionName(String written, Argument argument) {
        this.written = written;
        this.argument = argument;
        this.complaint = "";
    }

    ActionName(String written, String complaint) {
        this.written = written;
        this.argument = Argument.POSSIBLE;
        this.complaint = complaint;
    }

    /** Ignores case. */
    static Optional<ActionName> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    static List<String> names() {
        return Arrays.stream(values()).map(ActionName::written).toList();
    }

    String written() {
        return written;
    }

    Argument argument() {
        return argument;
    }

    /** Why it is not supported; empty when it is. */
    String complaint() {
        return complaint;
    }
}
