package dev.postern.waf;

import static dev.postern.seclang.Variable.*;

import dev.postern.body.MultipartFlag;
import dev.postern.seclang.Collection;
import dev.postern.seclang.Variable;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The variables of SecLang, one line each. What is read from a message is stable; what rules write or time moves is live. */
final class Supplies {

    private static final Map<Variable, Supply> ALL = new EnumMap<>(Variable.class);

    static {
        rows(ARGS, ArgumentVariables::all);
        rows(ARGS_NAMES, ArgumentVariables::allNames);
        rows(ARGS_GET, ArgumentVariables::get);
        rows(ARGS_GET_NAMES, ArgumentVariables::getNames);
        rows(ARGS_POST, ArgumentVariables::post);
        rows(ARGS_POST_NAMES, ArgumentVariables::postNames);
        value(ARGS_COMBINED_SIZE, ArgumentVariables::combinedSize);
        some(AUTH_TYPE, HeaderVariables::authorizationScheme);
        some(REMOTE_USER, HeaderVariables::basicUser);
        rows(REQUEST_HEADERS, HeaderVariables::request);
        rows(REQUEST_HEADERS_NAMES, HeaderVariables::requestNames);
        rows(REQUEST_COOKIES, HeaderVariables::cookies);
        rows(REQUEST_COOKIES_NAMES, HeaderVariables::cookieNames);
        rows(RESPONSE_HEADERS, HeaderVariables::response);
        rows(RESPONSE_HEADERS_NAMES, HeaderVariables::responseNames);
        value(REQUEST_LINE, RequestVariables::line);
        value(REQUEST_METHOD, RequestVariables::method);
        value(REQUEST_PROTOCOL, RequestVariables::protocol);
        value(REQUEST_URI, RequestVariables::uri);
        value(REQUEST_URI_RAW, RequestVariables::uriRaw);
        value(REQUEST_FILENAME, RequestVariables::filename);
        value(REQUEST_BASENAME, RequestVariables::basename);
        rows(QUERY_STRING, RequestVariables::query);
        some(REQUEST_BODY, RequestVariables::body);
        value(REQUEST_BODY_LENGTH, RequestVariables::bodyLength);
        rows(FILES, FileVariables::originalNames);
        rows(FILES_NAMES, FileVariables::partNames);
        rows(FILES_SIZES, FileVariables::sizes);
        value(FILES_COMBINED_SIZE, FileVariables::combinedSize);
        rows(MULTIPART_PART_HEADERS, FileVariables::partHeaders);
        value(MULTIPART_STRICT_ERROR, BodyVariables::strictError);
        value(MULTIPART_CRLF_LF_LINES, BodyVariables::mixedLines);
        value(MULTIPART_NAME, BodyVariables::lastName);
        value(MULTIPART_FILENAME, BodyVariables::lastFileName);
        flag(MULTIPART_BOUNDARY_QUOTED, MultipartFlag.BOUNDARY_QUOTED);
        flag(MULTIPART_BOUNDARY_WHITESPACE, MultipartFlag.BOUNDARY_WHITESPACE);
        flag(MULTIPART_CRLF_LINE, MultipartFlag.CRLF_LINE);
        flag(MULTIPART_DATA_AFTER, MultipartFlag.DATA_AFTER);
        flag(MULTIPART_DATA_BEFORE, MultipartFlag.DATA_BEFORE);
        flag(MULTIPART_FILE_LIMIT_EXCEEDED, MultipartFlag.FILE_LIMIT_EXCEEDED);
        flag(MULTIPART_HEADER_FOLDING, MultipartFlag.HEADER_FOLDING);
        flag(MULTIPART_INVALID_HEADER_FOLDING, MultipartFlag.INVALID_HEADER_FOLDING);
        flag(MULTIPART_INVALID_PART, MultipartFlag.INVALID_PART);
        flag(MULTIPART_INVALID_QUOTING, MultipartFlag.INVALID_QUOTING);
        flag(MULTIPART_LF_LINE, MultipartFlag.LF_LINE);
        flag(MULTIPART_MISSING_SEMICOLON, MultipartFlag.MISSING_SEMICOLON);
        flag(MULTIPART_UNMATCHED_BOUNDARY, MultipartFlag.UNMATCHED_BOUNDARY);
        live(REQBODY_PROCESSOR, BodyVariables::processor);
        value(REQBODY_ERROR, BodyVariables::error);
        value(REQBODY_ERROR_MSG, BodyVariables::errorMessage);
        value(REQBODY_PROCESSOR_ERROR, BodyVariables::error);
        value(REQBODY_PROCESSOR_ERROR_MSG, BodyVariables::errorMessage);
        value(URLENCODED_ERROR, BodyVariables::urlencodedError);
        value(INBOUND_DATA_ERROR, BodyVariables::requestOverLimit);
        value(OUTBOUND_DATA_ERROR, BodyVariables::responseOverLimit);
        rows(XML, BodyVariables::xml);
        some(RESPONSE_BODY, ResponseVariables::body);
        value(RESPONSE_STATUS, ResponseVariables::status);
        value(RESPONSE_PROTOCOL, ResponseVariables::protocol);
        value(RESPONSE_CONTENT_LENGTH, ResponseVariables::contentLength);
        value(RESPONSE_CONTENT_TYPE, ResponseVariables::contentType);
        value(STATUS_LINE, ResponseVariables::statusLine);
        liveRows(MATCHED_VAR, MatchVariables::last);
        liveRows(MATCHED_VAR_NAME, MatchVariables::lastName);
        liveRows(MATCHED_VARS, MatchVariables::all);
        liveRows(MATCHED_VARS_NAMES, MatchVariables::allNames);
        live(HIGHEST_SEVERITY, MatchVariables::highestSeverity);
        liveRows(RULE, MatchVariables::rule);
        value(REMOTE_ADDR, ConnectionVariables::remoteAddress);
        value(REMOTE_PORT, ConnectionVariables::remotePort);
        value(SERVER_ADDR, ConnectionVariables::serverAddress);
        value(SERVER_PORT, ConnectionVariables::serverPort);
        value(SERVER_NAME, ConnectionVariables::serverName);
        value(UNIQUE_ID, ConnectionVariables::uniqueId);
        live(DURATION, TimeVariables::duration);
        value(TIME, TimeVariables::time);
        value(TIME_EPOCH, TimeVariables::epoch);
        value(TIME_DAY, from -> TimeVariables.part(from, ZonedDateTime::getDayOfMonth));
        value(TIME_HOUR, from -> TimeVariables.part(from, ZonedDateTime::getHour));
        value(TIME_MIN, from -> TimeVariables.part(from, ZonedDateTime::getMinute));
        value(TIME_SEC, from -> TimeVariables.part(from, ZonedDateTime::getSecond));
        value(TIME_YEAR, from -> TimeVariables.part(from, ZonedDateTime::getYear));
        value(TIME_MON, TimeVariables::month);
        value(TIME_WDAY, TimeVariables::weekday);
        liveRows(TX, new MemberVariables.Tx());
        liveRows(IP, new MemberVariables.Stored(Collection.IP));
        liveRows(GLOBAL, new MemberVariables.Stored(Collection.GLOBAL));
        liveRows(RESOURCE, new MemberVariables.Stored(Collection.RESOURCE));
        liveRows(SESSION, new MemberVariables.Stored(Collection.SESSION));
        liveRows(USER, new MemberVariables.Stored(Collection.USER));
        live(SESSIONID, from -> MemberVariables.key(from, Collection.SESSION));
        live(USERID, from -> MemberVariables.key(from, Collection.USER));
        liveRows(GEO, (self, from, into) -> { });
    }

    private Supplies() {}

    /** Empty for what is not supported, which the reader of rule files refuses. */
    static Optional<Supply> of(Variable variable) {
        return Optional.ofNullable(ALL.get(variable));
    }

    private static void rows(Variable variable, Supply.Source source) {
        ALL.put(variable, new Supply(variable, Supply.Life.STABLE, source));
    }

    private static void liveRows(Variable variable, Supply.Source source) {
        ALL.put(variable, new Supply(variable, Supply.Life.LIVE, source));
    }

    private static void value(Variable variable, Supply.Scalar value) {
        rows(variable, single(value));
    }

    /** A value that is not there at all when it is empty. */
    private static void some(Variable variable, Supply.Scalar value) {
        rows(variable, (self, from, into) -> {
            byte[] known = value.value(from);
            if (known.length > 0) {
                into.add(self, from.cells().of(known));
            }
        });
    }

    private static void live(Variable variable, Supply.Scalar value) {
        liveRows(variable, single(value));
    }

    private static void flag(Variable variable, MultipartFlag flag) {
        value(variable, from -> BodyVariables.flag(from, flag));
    }

    private static Supply.Source single(Supply.Scalar value) {
        return (self, from, into) -> into.add(self, from.cells().of(value.value(from)));
    }
}
