package dev.postern.seclang;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every variable of ModSecurity 2.9, by its name there; what is not supported says why. */
public enum Variable {
    ARGS(Shape.COLLECTION), ARGS_COMBINED_SIZE, ARGS_GET(Shape.COLLECTION), ARGS_GET_NAMES(Shape.COLLECTION), ARGS_NAMES(Shape.COLLECTION), ARGS_POST(Shape.COLLECTION),
    ARGS_POST_NAMES(Shape.COLLECTION),
    AUTH_TYPE, DURATION,
    ENV("requests have no environment here"),
    FILES(Shape.COLLECTION), FILES_COMBINED_SIZE, FILES_NAMES(Shape.COLLECTION), FILES_SIZES(Shape.COLLECTION),
    FILES_TMPNAMES("uploads are not written to files"), FILES_TMP_CONTENT("uploads are not written to files"),
    FULL_REQUEST("REQUEST_LINE, REQUEST_HEADERS and REQUEST_BODY say the same"), FULL_REQUEST_LENGTH("REQUEST_LINE, REQUEST_HEADERS and REQUEST_BODY say the same"),
    GEO(Shape.COLLECTION), GLOBAL(Shape.COLLECTION), HIGHEST_SEVERITY, INBOUND_DATA_ERROR, IP(Shape.COLLECTION),
    MATCHED_VAR, MATCHED_VAR_NAME, MATCHED_VARS(Shape.COLLECTION), MATCHED_VARS_NAMES(Shape.COLLECTION),
    MODSEC_BUILD("this is not ModSecurity"),
    MULTIPART_BOUNDARY_QUOTED, MULTIPART_BOUNDARY_WHITESPACE, MULTIPART_CRLF_LF_LINES, MULTIPART_CRLF_LINE, MULTIPART_DATA_AFTER, MULTIPART_DATA_BEFORE, MULTIPART_FILENAME,
    MULTIPART_FILE_LIMIT_EXCEEDED, MULTIPART_HEADER_FOLDING, MULTIPART_INVALID_HEADER_FOLDING, MULTIPART_INVALID_PART, MULTIPART_INVALID_QUOTING, MULTIPART_LF_LINE,
    MULTIPART_MISSING_SEMICOLON, MULTIPART_NAME, MULTIPART_PART_HEADERS(Shape.COLLECTION), MULTIPART_STRICT_ERROR, MULTIPART_UNMATCHED_BOUNDARY,
    OUTBOUND_DATA_ERROR,
    PATH_INFO("there are no scripts behind the gateway: use REQUEST_FILENAME"),
    PERF_ALL(Shape.TIMING), PERF_COMBINED(Shape.TIMING), PERF_GC(Shape.TIMING), PERF_LOGGING(Shape.TIMING), PERF_PHASE1(Shape.TIMING), PERF_PHASE2(Shape.TIMING),
    PERF_PHASE3(Shape.TIMING), PERF_PHASE4(Shape.TIMING), PERF_PHASE5(Shape.TIMING), PERF_RULES(Shape.TIMING), PERF_SREAD(Shape.TIMING), PERF_SWRITE(Shape.TIMING),
    QUERY_STRING, REMOTE_ADDR,
    REMOTE_HOST("names of clients are not looked up: use REMOTE_ADDR"),
    REMOTE_PORT, REMOTE_USER, REQBODY_ERROR, REQBODY_ERROR_MSG, REQBODY_PROCESSOR, REQBODY_PROCESSOR_ERROR, REQBODY_PROCESSOR_ERROR_MSG,
    REQUEST_BASENAME, REQUEST_BODY, REQUEST_BODY_LENGTH, REQUEST_COOKIES(Shape.COLLECTION), REQUEST_COOKIES_NAMES(Shape.COLLECTION), REQUEST_FILENAME,
    REQUEST_HEADERS(Shape.COLLECTION), REQUEST_HEADERS_NAMES(Shape.COLLECTION), REQUEST_LINE, REQUEST_METHOD, REQUEST_PROTOCOL, REQUEST_URI, REQUEST_URI_RAW,
    RESOURCE(Shape.COLLECTION), RESPONSE_BODY, RESPONSE_CONTENT_LENGTH, RESPONSE_CONTENT_TYPE, RESPONSE_HEADERS(Shape.COLLECTION), RESPONSE_HEADERS_NAMES(Shape.COLLECTION),
    RESPONSE_PROTOCOL, RESPONSE_STATUS, RULE(Shape.COLLECTION),
    SCRIPT_BASENAME(Shape.SCRIPT), SCRIPT_FILENAME(Shape.SCRIPT), SCRIPT_GID(Shape.SCRIPT), SCRIPT_GROUPNAME(Shape.SCRIPT), SCRIPT_MODE(Shape.SCRIPT), SCRIPT_UID(Shape.SCRIPT),
    SCRIPT_USERNAME(Shape.SCRIPT),
    SDBM_DELETE_ERROR("collections are not kept in SDBM files"),
    SERVER_ADDR, SERVER_NAME, SERVER_PORT, SESSION(Shape.COLLECTION), SESSIONID, STATUS_LINE,
    STREAM_INPUT_BODY("bodies are not rewritten by rules"), STREAM_OUTPUT_BODY("bodies are not rewritten by rules"),
    TIME, TIME_DAY, TIME_EPOCH, TIME_HOUR, TIME_MIN, TIME_MON, TIME_SEC, TIME_WDAY, TIME_YEAR, TX(Shape.COLLECTION), UNIQUE_ID, URLENCODED_ERROR, USER(Shape.COLLECTION),
    USERAGENT_IP("REMOTE_ADDR is the address of the client"), USERID,
    WEBAPPID("routes have names, applications have none"),
    WEBSERVER_ERROR_LOG("the gateway's log is not read by rules"),
    XML(Shape.COLLECTION);

    private static final Map<String, Variable> BY_NAME = Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

    private enum Shape { VALUE, COLLECTION, TIMING, SCRIPT }

    private final Shape shape;
    private final String complaint;

    Variable() {
        this(Shape.VALUE);
    }

    Variable(Shape shape) {
        this.shape = shape;
        this.complaint = switch (shape) {
            case VALUE, COLLECTION -> "";
            case TIMING -> "what rules cost is in the metrics";
            case SCRIPT -> "there are no scripts behind the gateway";
        };
    }

    Variable(String complaint) {
        this.shape = Shape.VALUE;
        this.complaint = complaint;
    }

    /** Ignores case. */
    public static Optional<Variable> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toUpperCase(Locale.ROOT)));
    }

    /** Whether it has members that can be selected and counted. */
    public boolean isCollection() {
        return shape == Shape.COLLECTION;
    }

    public boolean isSupported() {
        return complaint.isEmpty();
    }

    /** Why it is not supported; empty when it is. */
    public String complaint() {
        return complaint;
    }
}
