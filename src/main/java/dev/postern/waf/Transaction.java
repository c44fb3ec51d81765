package dev.postern.waf;

import dev.postern.body.BodyProcessor;
import dev.postern.seclang.Collection;
import dev.postern.seclang.Switch;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * One request and its response on their way through the rules: feed it what is known, in order, and ask after each step whether it is interrupted.
 *
 * <p>It blocks nothing and does nothing to the message: what an interruption means is for the caller to carry out. Confined to one thread at a time. Memory: the body once or twice,
 * what was read out of it, and values in other dress up to {@link Cells#MOST_BYTES} octets; a handful of kilobytes for a request without a body.
 */
public final class Transaction {

    private static final String LIMITS_EXCEEDED = "msc_pcre_limits_exceeded";

    private final RuleSet rules;
    private final Instant began;
    private final ConnectionFacts connection;
    private final Cells cells;
    private final TxStore tx;
    private final Map<Collection, OpenCollection> opened = new EnumMap<>(Collection.class);
    private final Controls controls;
    private final RequestState request;
    private final OperatorSubject subject = new OperatorSubject(this);
    private final Matched matched = new Matched();
    private final Report report = new Report();
    private final RowMemory memory;
    private final PhaseRun run;
    private ResponseState response = ResponseState.NONE;

    Transaction(RuleSet rules, Profile profile, ConnectionFacts connection, Instant began) {
        this.rules = rules;
        this.began = began;
        this.connection = connection;
        this.cells = rules.cells();
        this.tx = rules.txStore(cells);
        this.controls = new Controls(profile, rules.settings());
        this.request = new RequestState(rules.settings().bounds());
        this.memory = new RowMemory(this, rules.partCount(), rules.glanceCount());
        this.run = new PhaseRun(this, controls);
        profile.variables().forEach((slot, value) -> tx.set(slot, value));
    }

    /** Phase 1. The body, if there is one, has not been read yet. */
    public void requestHead(RequestLine line, List<Field> headers) {
        request.head(line, headers);
        memory.forget();
        run.phase(rules.rules(Phase.REQUEST_HEADERS), Phase.REQUEST_HEADERS);
    }

    /** Whether phase 2 wants to see the body, as far as rules have switched that; what it has not seen it cannot judge. */
    public boolean wantsRequestBody() {
        return controls.engine() != EngineMode.OFF && controls.requestBodyAccess() == Switch.ON;
    }

    /** Whether what rules decide is carried out, as things stand. */
    public boolean enforces() {
        return controls.engine() == EngineMode.ON;
    }

    /**
     * What files and rules say of the length of a body, after phase 1: {@code SecRequestBodyLimit} or {@code ctl:requestBodyLimit}, and for a body that is no multipart one
     * {@code SecRequestBodyNoFilesLimit} too; the smaller. Empty when they say nothing.
     */
    public Optional<Settings.Limit> requestBodyLimit() {
        boolean files = request.processor().filter(known -> known == BodyProcessor.MULTIPART).isPresent();
        return limit(LongStream.concat(controls.requestBodyLimitBytes().stream(), files ? LongStream.empty() : rules.settings().noFilesLimitBytes().stream()), rules.settings().requestOver());
    }

    /** Where the engine only detects, nothing is refused for its length, as in ModSecurity. */
    private Optional<Settings.Limit> limit(LongStream stated, Settings.Over over) {
        OptionalLong least = stated.min();
        Settings.OverLimit then = enforces() ? over.then() : Settings.OverLimit.PROCESS_PARTIAL;
        return least.isPresent() ? Optional.of(new Settings.Limit(least.getAsLong(), then)) : Optional.empty();
    }

    /** Phase 2, with the body; empty when there is none or it is not wanted. */
    public void requestBody(byte[] body, Extent extent) {
        request.routed();
        if (wantsRequestBody() && body.length > 0) {
            request.body(body, extent, controls.forceRequestBody());
        }
        memory.forget();
        run.phase(rules.rules(Phase.REQUEST_BODY), Phase.REQUEST_BODY);
    }

    /** Phase 3. */
    public void responseHead(int status, byte[] protocol, List<Field> headers) {
        response = new ResponseState(status, protocol, headers, Ascii.NONE, Extent.WHOLE);
        memory.forget();
        run.phase(rules.rules(Phase.RESPONSE_HEADERS), Phase.RESPONSE_HEADERS);
    }

    /** Whether phase 4 wants to see the body of this response, by {@code SecResponseBodyAccess} and {@code SecResponseBodyMimeType}. */
    public boolean wantsResponseBody() {
        return controls.engine() != EngineMode.OFF && controls.responseBodyAccess() == Switch.ON && rules.settings().responseTypes().contains(response.mediaType());
    }

    /** What files and rules say of the length of a response's body, after phase 3: {@code SecResponseBodyLimit} or {@code ctl:responseBodyLimit}. */
    public Optional<Settings.Limit> responseBodyLimit() {
        return limit(controls.responseBodyLimitBytes().stream(), rules.settings().responseOver());
    }

    /** Phase 4, with the body; empty when there is none or it is not wanted. */
    public void responseBody(byte[] body, Extent extent) {
        response = response.withBody(wantsResponseBody() ? body : Ascii.NONE, extent);
        memory.forget();
        run.phase(rules.rules(Phase.RESPONSE_BODY), Phase.RESPONSE_BODY);
    }

    /** Phase 5, which only reports; call it once, last, whatever happened before. */
    public void finish() {
        run.phase(rules.rules(Phase.LOGGING), Phase.LOGGING);
    }

    /** What a rule has decided, if one has. Later phases but the last do not run then. */
    public Optional<Interruption> interruption() {
        return run.interruption();
    }

    /** What rules have reported so far, at most {@link Report#MOST_MATCHES}. */
    public List<RuleMatch> matches() {
        return report.matches();
    }

    /** How many matches were not kept because there were too many. */
    public long matchesLeft() {
        return report.left();
    }

    /** How often a pattern or operator came to a bound before it knew: that counted as a match. */
    public long timesExhausted() {
        return report.timesExhausted();
    }

    /** The value of a TX variable such as {@code blocking_inbound_anomaly_score}, as a number; 0 when it is not set. */
    public long score(String name) {
        return tx.get(name).map(Ascii::number).orElse(0L);
    }

    ConnectionFacts connection() {
        return connection;
    }

    Instant began() {
        return began;
    }

    Instant now() {
        return rules.clock().instant();
    }

    Cells cells() {
        return cells;
    }

    TxStore tx() {
        return tx;
    }

    Controls controls() {
        return controls;
    }

    RequestState request() {
        return request;
    }

    ResponseState response() {
        return response;
    }

    Matched matched() {
        return matched;
    }

    Report report() {
        return report;
    }

    OperatorSubject subject(Template argument, Condition.Capture capture) {
        return subject.aimed(argument, capture);
    }

    PhaseRun run() {
        return run;
    }

    Rows all(Supply variable) {
        return memory.all(variable);
    }

    Rows rows(Part part) {
        return memory.rows(part);
    }

    long[] hits(Glance.View view) {
        return memory.hits(view);
    }

    /** A pattern or operator came to its bound, which rules can ask about as they do in ModSecurity. */
    void exhausted() {
        report.exhausted();
        tx.set(LIMITS_EXCEEDED, Ascii.number(1));
    }

    /** The collection rules have opened under this name, or TX. */
    Optional<Members> members(Collection which) {
        return which == Collection.TX ? Optional.of(tx) : Optional.ofNullable(opened.get(which));
    }

    Optional<OpenCollection> opened(Collection which) {
        return Optional.ofNullable(opened.get(which));
    }

    /** Opens a stored collection; a second {@code initcol} of one transaction does nothing. */
    void open(Collection which, String key) {
        opened.computeIfAbsent(which, unused -> new OpenCollection(rules.store().open(which.name(), key, began, rules.settings().collectionTimeout()), key, cells, began));
    }
}
