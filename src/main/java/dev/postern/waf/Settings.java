package dev.postern.waf;

import dev.postern.body.Bounds;
import dev.postern.config.Position;
import dev.postern.seclang.Switch;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the rule files say beside rules ({@code SecRuleEngine} and its kin), with ModSecurity's defaults where they say nothing, except that limits
 * of bodies have none: the profile has one in any case.
 *
 * @param requestBodyLimitBytes   {@code SecRequestBodyLimit}, files included; where it, or another limit, is not stated, the files set none
 * @param noFilesLimitBytes       {@code SecRequestBodyNoFilesLimit}
 * @param requestOver             what becomes of a request body over the limit
 * @param responseTypes           media types whose bodies are inspected, in lower case
 * @param bounds                  {@code SecArgumentsLimit}, {@code SecRequestBodyJsonDepthLimit}, {@code SecUploadFileLimit}
 * @param collectionTimeout       {@code SecCollectionTimeout}
 */
public record Settings(Engine engine, Switch requestBodyAccess, Switch responseBodyAccess, OptionalLong requestBodyLimitBytes, OptionalLong noFilesLimitBytes,
        Over requestOver, OptionalLong responseBodyLimitBytes, Over responseOver, Set<String> responseTypes, Bounds bounds, Duration collectionTimeout) {

    /**
     * {@code SecRuleEngine}.
     *
     * @param at where that is said, {@link Position#NONE} when nowhere
     */
    public record Engine(EngineMode mode, Position at) {

        /** As it stands in a file. */
        public String written() {
            return "SecRuleEngine " + switch (mode) {
                case ON -> "On";
                case DETECTION_ONLY -> "DetectionOnly";
                case OFF -> "Off";
            };
        }
    }

    /** What becomes of a body over its limit: the message is refused, or only the front of it inspected. */
    public enum OverLimit { REJECT, PROCESS_PARTIAL }

    /**
     * {@code SecRequestBodyLimitAction}, {@code SecResponseBodyLimitAction}.
     *
     * @param at where that is said, {@link Position#NONE} when nowhere
     */
    public record Over(OverLimit then, Position at) {

        static final Over REFUSED = new Over(OverLimit.REJECT, Position.NONE);
    }

    /** How much of one body may be fed in, and what becomes of the message when there is more. */
    public record Limit(long bytes, OverLimit over) {}

    static final Settings DEFAULT = new Settings(new Engine(EngineMode.ON, Position.NONE), Switch.ON, Switch.OFF, OptionalLong.empty(), OptionalLong.empty(),
            Over.REFUSED, OptionalLong.empty(), Over.REFUSED, Set.of("text/plain", "text/html", "text/xml"), Bounds.DEFAULT, Duration.ofHours(1));

    public Settings {
        responseTypes = Set.copyOf(responseTypes);
    }
}
