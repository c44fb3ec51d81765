package dev.postern.waf;

import dev.postern.body.Argument;
import dev.postern.body.BodyEnd;
import dev.postern.body.BodyError;
import dev.postern.body.BodyProcessor;
import dev.postern.body.Bounds;
import dev.postern.body.Cookies;
import dev.postern.body.FormBody;
import dev.postern.body.Guess;
import dev.postern.body.ParsedBody;
import dev.postern.body.Received;
import dev.postern.body.UrlEncoded;
import dev.postern.seclang.Switch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The request as far as it is known: its line and headers from the start, what was read out of its body later. */
final class RequestState {

    private static final FormBody EMPTY = new FormBody(List.of(), Optional.empty(), 0);

    private static final byte[] QUERY_MARK = {'?'};

    private final Bounds bounds;
    private RequestLine line = RequestLine.NONE;
    private byte[] queryString = Ascii.NONE;
    private List<Field> headers = List.of();
    private List<Argument> cookies = List.of();
    private FormBody query = EMPTY;
    private Optional<BodyProcessor> processor = Optional.empty();
    private ParsedBody content = EMPTY;
    private byte[] body = Ascii.NONE;
    private byte[] shownBody = Ascii.NONE;
    private Extent extent = Extent.WHOLE;
    private byte[] path = Ascii.NONE;
    private byte[] uri = Ascii.NONE;

    RequestState(Bounds bounds) {
        this.bounds = bounds;
    }

    void head(RequestLine received, List<Field> fields) {
        line = received;
        headers = List.copyOf(fields);
        path = line.path();
        uri = line.uri();
        queryString = line.query();
        query = UrlEncoded.parse(queryString, bounds);
        cookies = cookies(fields);
        processor = BodyProcessor.of(first("content-type"));
    }

    private static List<Argument> cookies(List<Field> fields) {
        List<Argument> all = new ArrayList<>();
        for (Field field : fields) {
            if (field.is("cookie")) {
                all.addAll(Cookies.parse(field.value()));
            }
        }
        return all;
    }

    /** The value of the first field of this name, empty when there is none. */
    byte[] first(String lowerCaseName) {
        for (Field field : headers) {
            if (field.is(lowerCaseName)) {
                return field.value();
            }
        }
        return Ascii.NONE;
    }

    void processor(BodyProcessor chosen) {
        processor = Optional.of(chosen);
    }

    Optional<BodyProcessor> processor() {
        return processor;
    }

    /** The path is decoded from now on: with Apache, ModSecurity sees it as sent in its first phase and decoded in all others. */
    void routed() {
        path = PercentPath.decode(line.path());
        uri = line.hasQuery() ? Ascii.join(Ascii.join(path, QUERY_MARK), queryString) : path;
    }

    /** Reads the body, of one that was cut what there is; without a processor {@link Guess} does where nothing says what it is. REQUEST_BODY shows it when it is a form, or when no processor knows it and a rule forced it. */
    void body(byte[] octets, Extent seen, Switch forced) {
        body = octets;
        extent = seen;
        byte[] type = first("content-type");
        Bounds left = bounds.afterArguments(query.arguments().size());
        Received received = new Received(octets, seen == Extent.CUT ? BodyEnd.CUT : BodyEnd.SEEN);
        content = processor.map(known -> known.parse(received, type, left)).orElseGet(() -> Guess.of(received, type, line.method(), left));
        boolean form = processor.filter(known -> known == BodyProcessor.URLENCODED).isPresent();
        boolean shown = form || processor.isEmpty() && forced == Switch.ON;
        shownBody = !shown ? Ascii.NONE : form ? UrlEncoded.complete(received) : octets;
    }

    /** What follows the question mark, as sent. */
    byte[] queryString() {
        return queryString;
    }

    /** The path, and the path with the query. */
    byte[] path() {
        return path;
    }

    byte[] uri() {
        return uri;
    }

    boolean overLimit() {
        return extent == Extent.CUT;
    }

    RequestLine line() {
        return line;
    }

    List<Field> headers() {
        return headers;
    }

    List<Argument> cookies() {
        return cookies;
    }

    List<Argument> queryArguments() {
        return query.arguments();
    }

    ParsedBody content() {
        return content;
    }

    byte[] body() {
        return body;
    }

    byte[] shownBody() {
        return shownBody;
    }

    /** Why arguments are missing, if they are. */
    Optional<BodyError> error() {
        return content.error().or(query::error);
    }

    int invalidEscapes() {
        return query.invalidEscapes() + (content instanceof FormBody form ? form.invalidEscapes() : 0);
    }
}
