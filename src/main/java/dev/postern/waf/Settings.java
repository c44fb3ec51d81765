package dev.postern.waf;

import dev.postern.body.Bounds;
import dev.postern.config.Position;
import dev.postern.seclang.Switch;
import java.time.Duration;
import java.util.Set;

/**
 * What the rule files say beside rules ({@code SecRuleEngine} and its kin), with ModSecurity's defaults where they say nothing.
 *
 * @param requestBodyLimitBytes   {@code SecRequestBodyLimit}, files included
 * @param noFilesLimitBytes       {@code SecRequestBodyNoFilesLimit}
 * @param requestOverLimit        what becomes of a request body over the limit
 * @param responseTypes           media types whose bodies are inspected, in lower case
 * @param bounds                  {@code SecArgumentsLimit}, {@code SecRequestBodyJsonDepthLimit}, {@code SecUploadFileLimit}
 * @param collectionTimeout       {@code SecCollectionTimeout}
 */
public record Settings(Engine engine, Switch requestBodyAccess, Switch responseBodyAccess, long requestBodyLimitBytes, long noFilesLimitBytes, OverLimit requestOverLimit,
        long responseBodyLimitBytes, OverLimit responseOverLimit, Set<String> responseTypes, Bounds bounds, Duration collectionTimeout) {

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

    static final Settings DEFAULT = new Settings(new Engine(EngineMode.ON, Position.NONE), Switch.ON, Switch.OFF, 13_107_200, 131_072, OverLimit.REJECT, 524_288, OverLimit.PROCESS_PARTIAL,
            Set.of("text/plain", "text/html", "text/xml"), Bounds.DEFAULT, Duration.ofHours(1));

    public Settings {
        responseTypes = Set.copyOf(responseTypes);
    }
}
