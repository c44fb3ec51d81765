package dev.postern.waf;

import dev.postern.seclang.Switch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;

/** What rules and the profile have switched for one transaction. */
final class Controls {

    /** How many target exclusions rules may add in one transaction; later ones are not taken. */
    static final int MOST_EXCLUSIONS = 1024;

    private EngineMode engine;
    private Switch requestBodyAccess;
    private Switch responseBodyAccess;
    private Switch forceRequestBody = Switch.OFF;
    private final BitSet removed;
    private final List<TargetExclusion> exclusions;
    private OptionalLong requestBodyLimitBytes;
    private OptionalLong responseBodyLimitBytes;

    Controls(Profile profile, Settings settings) {
        engine = profile.mode();
        requestBodyAccess = settings.requestBodyAccess();
        responseBodyAccess = settings.responseBodyAccess();
        requestBodyLimitBytes = settings.requestBodyLimitBytes();
        responseBodyLimitBytes = settings.responseBodyLimitBytes();
        removed = profile.removed();
        exclusions = new ArrayList<>(profile.exclusions());
    }

    EngineMode engine() {
        return engine;
    }

    void engine(EngineMode mode) {
        engine = mode;
    }

    Switch requestBodyAccess() {
        return requestBodyAccess;
    }

    void requestBodyAccess(Switch to) {
        requestBodyAccess = to;
    }

    Switch responseBodyAccess() {
        return responseBodyAccess;
    }

    void responseBodyAccess(Switch to) {
        responseBodyAccess = to;
    }

    Switch forceRequestBody() {
        return forceRequestBody;
    }

    void forceRequestBody(Switch to) {
        forceRequestBody = to;
    }

    OptionalLong requestBodyLimitBytes() {
        return requestBodyLimitBytes;
    }

    void requestBodyLimitBytes(long bytes) {
        requestBodyLimitBytes = OptionalLong.of(bytes);
    }

    OptionalLong responseBodyLimitBytes() {
        return responseBodyLimitBytes;
    }

    void responseBodyLimitBytes(long bytes) {
        responseBodyLimitBytes = OptionalLong.of(bytes);
    }

    void remove(BitSet rules) {
        removed.or(rules);
    }

    boolean removed(int rule) {
        return removed.get(rule);
    }

    void exclude(TargetExclusion exclusion) {
        if (exclusions.size() < MOST_EXCLUSIONS) {
            exclusions.add(exclusion);
        }
    }

    /** Whether there is any value that some rule is not to look at. */
    boolean excludesAny() {
        return !exclusions.isEmpty();
    }

    boolean excluded(int rule, Row row) {
        for (TargetExclusion exclusion : exclusions) {
            if (exclusion.covers(rule, row)) {
                return true;
            }
        }
        return false;
    }
}
