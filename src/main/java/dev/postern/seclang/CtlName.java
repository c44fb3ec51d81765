package dev.postern.seclang;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What {@code ctl} can change in ModSecurity 2.9; what is not supported says why. */
enum CtlName {
    AUDIT_ENGINE("auditEngine"), AUDIT_LOG_PARTS("auditLogParts"), DEBUG_LOG_LEVEL("debugLogLevel"), FORCE_REQUEST_BODY_VARIABLE("forceRequestBodyVariable"),
    REQUEST_BODY_ACCESS("requestBodyAccess"), REQUEST_BODY_LIMIT("requestBodyLimit"), REQUEST_BODY_PROCESSOR("requestBodyProcessor"), RESPONSE_BODY_ACCESS("responseBodyAccess"),
    RESPONSE_BODY_LIMIT("responseBodyLimit"), RULE_ENGINE("ruleEngine"), RULE_REMOVE_BY_ID("ruleRemoveById"), RULE_REMOVE_BY_MSG("ruleRemoveByMsg"),
    RULE_REMOVE_BY_TAG("ruleRemoveByTag"), RULE_REMOVE_TARGET_BY_ID("ruleRemoveTargetById"), RULE_REMOVE_TARGET_BY_MSG("ruleRemoveTargetByMsg"),
    RULE_REMOVE_TARGET_BY_TAG("ruleRemoveTargetByTag"),

    HASH_ENFORCEMENT("hashEnforcement", "links are not signed here"), HASH_ENGINE("hashEngine", "links are not signed here");

    private static final Map<String, CtlName> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(name -> name.written.toLowerCase(Locale.ROOT), Function.identity()));

    private final String written;
    private final String complaint;

    CtlName(String written) {
        this(written, "");
    }

    CtlName(String written, String complaint) {
        this.written = written;
        this.complaint = complaint;
    }

    /** Ignores case. */
    static Optional<CtlName> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    static List<String> names() {
        return Arrays.stream(values()).map(CtlName::written).toList();
    }

    String written() {
        return written;
    }

    /** Why it is not supported; empty when it is. */
    String complaint() {
        return complaint;
    }
}
