package dev.postern.fuzz;

import java.util.Locale;

/** Every parser of untrusted octets, with the class that feeds it. As a program it prints them for {@code bin/fuzz}. */
enum FuzzTarget {
    REQUEST_DECODER(dev.postern.edge.RequestDecoderFuzz.class, dev.postern.edge.RequestDecoderFuzz::fuzzerTestOneInput),
    CANONICAL_PATH(dev.postern.exchange.CanonicalPathFuzz.class, dev.postern.exchange.CanonicalPathFuzz::fuzzerTestOneInput),
    AUTHORITY(dev.postern.exchange.AuthorityFuzz.class, dev.postern.exchange.AuthorityFuzz::fuzzerTestOneInput),
    REQUEST_HEAD(dev.postern.upstream.RequestHeadFuzz.class, dev.postern.upstream.RequestHeadFuzz::fuzzerTestOneInput),
    FORWARDED(dev.postern.edge.ForwardedElementFuzz.class, dev.postern.edge.ForwardedElementFuzz::fuzzerTestOneInput),
    PROXY_HEADER(dev.postern.edge.ProxyHeaderFuzz.class, dev.postern.edge.ProxyHeaderFuzz::fuzzerTestOneInput),
    CREDENTIALS(dev.postern.identity.PresentedFuzz.class, dev.postern.identity.PresentedFuzz::fuzzerTestOneInput),
    SESSION_ID(dev.postern.identity.SessionIdFuzz.class, dev.postern.identity.SessionIdFuzz::fuzzerTestOneInput),
    TOKEN(dev.postern.identity.UntrustedTokenFuzz.class, dev.postern.identity.UntrustedTokenFuzz::fuzzerTestOneInput),
    JSON(dev.postern.identity.StrictJsonFuzz.class, dev.postern.identity.StrictJsonFuzz::fuzzerTestOneInput),
    KEY_SET(dev.postern.identity.KeySetFuzz.class, dev.postern.identity.KeySetFuzz::fuzzerTestOneInput),
    CLAIMS(dev.postern.identity.ClaimsFuzz.class, dev.postern.identity.ClaimsFuzz::fuzzerTestOneInput),
    CERTIFICATE(dev.postern.pki.CertificateFuzz.class, dev.postern.pki.CertificateFuzz::fuzzerTestOneInput),
    CRL(dev.postern.pki.CrlFuzz.class, dev.postern.pki.CrlFuzz::fuzzerTestOneInput),
    PEM(dev.postern.pki.PemFuzz.class, dev.postern.pki.PemFuzz::fuzzerTestOneInput),
    SPIFFE_ID(dev.postern.pki.SpiffeIdFuzz.class, dev.postern.pki.SpiffeIdFuzz::fuzzerTestOneInput),
    RETURN_PATH(dev.postern.signin.ReturnPathFuzz.class, dev.postern.signin.ReturnPathFuzz::fuzzerTestOneInput),
    CALLBACK(dev.postern.signin.CallbackQueryFuzz.class, dev.postern.signin.CallbackQueryFuzz::fuzzerTestOneInput),
    ORIGIN(dev.postern.route.OriginPatternFuzz.class, dev.postern.route.OriginPatternFuzz::fuzzerTestOneInput),
    QUERY(dev.postern.route.QueryParametersFuzz.class, dev.postern.route.QueryParametersFuzz::fuzzerTestOneInput),
    WEBSOCKET(dev.postern.upstream.WebSocketHandshakeFuzz.class, dev.postern.upstream.WebSocketHandshakeFuzz::fuzzerTestOneInput),
    TRACE_CONTEXT(dev.postern.trace.ReceivedContextFuzz.class, dev.postern.trace.ReceivedContextFuzz::fuzzerTestOneInput),
    SESSION(dev.postern.identity.SessionBytesFuzz.class, dev.postern.identity.SessionBytesFuzz::fuzzerTestOneInput),
    SEALED(dev.postern.redis.SealedFuzz.class, dev.postern.redis.SealedFuzz::fuzzerTestOneInput),
    REVOCATION(dev.postern.redis.RevocationBytesFuzz.class, dev.postern.redis.RevocationBytesFuzz::fuzzerTestOneInput),
    REDIS_REPLY(dev.postern.redis.ReplyFuzz.class, dev.postern.redis.ReplyFuzz::fuzzerTestOneInput),
    OCSP(dev.postern.pki.OcspAnswerFuzz.class, dev.postern.pki.OcspAnswerFuzz::fuzzerTestOneInput),
    CERTIFICATE_URLS(dev.postern.pki.CertificateUrlsFuzz.class, dev.postern.pki.CertificateUrlsFuzz::fuzzerTestOneInput),
    SERVER_NAME(dev.postern.pki.SniTableFuzz.class, dev.postern.pki.SniTableFuzz::fuzzerTestOneInput),
    LOGOUT_TOKEN(dev.postern.identity.LogoutTokenFuzz.class, dev.postern.identity.LogoutTokenFuzz::fuzzerTestOneInput),
    LOGOUT_FORM(dev.postern.portal.LogoutFormFuzz.class, dev.postern.portal.LogoutFormFuzz::fuzzerTestOneInput),
    FLOW_COOKIE(dev.postern.signin.FlowCookieFuzz.class, dev.postern.signin.FlowCookieFuzz::fuzzerTestOneInput),
    DISCOVERY(dev.postern.identity.DiscoveryFuzz.class, dev.postern.identity.DiscoveryFuzz::fuzzerTestOneInput),
    DNS_ANSWER(dev.postern.address.DnsAnswerFuzz.class, dev.postern.address.DnsAnswerFuzz::fuzzerTestOneInput),
    ADDRESS(dev.postern.address.AddressFuzz.class, dev.postern.address.AddressFuzz::fuzzerTestOneInput),
    OPERATOR(dev.postern.admin.AskedFuzz.class, dev.postern.admin.AskedFuzz::fuzzerTestOneInput),
    COLLECTOR(dev.postern.collector.OtlpAnswerFuzz.class, dev.postern.collector.OtlpAnswerFuzz::fuzzerTestOneInput),
    TLS_RECORDS(dev.postern.edge.RecordWatchFuzz.class, dev.postern.edge.RecordWatchFuzz::fuzzerTestOneInput),
    FRAMES(dev.postern.edge.FrameBudgetFuzz.class, dev.postern.edge.FrameBudgetFuzz::fuzzerTestOneInput),
    RESPONSE_HEAD(dev.postern.upstream.ResponseHeadFuzz.class, dev.postern.upstream.ResponseHeadFuzz::fuzzerTestOneInput),
    TRAIL(dev.postern.audit.TrailFuzz.class, dev.postern.audit.TrailFuzz::fuzzerTestOneInput),
    FORM(dev.postern.body.UrlEncodedFuzz.class, dev.postern.body.UrlEncodedFuzz::fuzzerTestOneInput),
    COOKIES(dev.postern.body.CookiesFuzz.class, dev.postern.body.CookiesFuzz::fuzzerTestOneInput),
    MULTIPART(dev.postern.body.MultipartFuzz.class, dev.postern.body.MultipartFuzz::fuzzerTestOneInput),
    JSON_BODY(dev.postern.body.JsonFuzz.class, dev.postern.body.JsonFuzz::fuzzerTestOneInput),
    XML_BODY(dev.postern.body.XmlFuzz.class, dev.postern.body.XmlFuzz::fuzzerTestOneInput),
    GUESSED_BODY(dev.postern.body.GuessFuzz.class, dev.postern.body.GuessFuzz::fuzzerTestOneInput),
    JSON_VIEW(dev.postern.content.JsonViewFuzz.class, dev.postern.content.JsonViewFuzz::fuzzerTestOneInput),
    LINE_VIEW(dev.postern.content.LineViewFuzz.class, dev.postern.content.LineViewFuzz::fuzzerTestOneInput),
    FORM_VIEW(dev.postern.content.FormViewFuzz.class, dev.postern.content.FormViewFuzz::fuzzerTestOneInput),
    XML_VIEW(dev.postern.content.XmlViewFuzz.class, dev.postern.content.XmlViewFuzz::fuzzerTestOneInput),
    CSV_VIEW(dev.postern.content.CsvViewFuzz.class, dev.postern.content.CsvViewFuzz::fuzzerTestOneInput),
    EVENT_VIEW(dev.postern.content.EventViewFuzz.class, dev.postern.content.EventViewFuzz::fuzzerTestOneInput),
    MULTIPART_VIEW(dev.postern.content.MultipartViewFuzz.class, dev.postern.content.MultipartViewFuzz::fuzzerTestOneInput),
    CHARSET_VIEW(dev.postern.content.CharsetViewFuzz.class, dev.postern.content.CharsetViewFuzz::fuzzerTestOneInput),
    TRANSFORMATIONS(dev.postern.transformation.TransformationsFuzz.class, dev.postern.transformation.TransformationsFuzz::fuzzerTestOneInput),
    OPERATORS(dev.postern.operator.OperatorsFuzz.class, dev.postern.operator.OperatorsFuzz::fuzzerTestOneInput),
    RULE_FILES(dev.postern.seclang.RuleFilesFuzz.class, dev.postern.seclang.RuleFilesFuzz::fuzzerTestOneInput),
    INJECTION(dev.postern.injection.InjectionFuzz.class, dev.postern.injection.InjectionFuzz::fuzzerTestOneInput),
    TRANSACTION(dev.postern.waf.TransactionFuzz.class, dev.postern.waf.TransactionFuzz::fuzzerTestOneInput),
    BYTE_PATTERN(dev.postern.automaton.BytePatternFuzz.class, dev.postern.automaton.BytePatternFuzz::fuzzerTestOneInput),
    WORD_PATTERNS(dev.postern.automaton.WordPatternsFuzz.class, dev.postern.automaton.WordPatternsFuzz::fuzzerTestOneInput),
    BACKTRACKING(dev.postern.automaton.BacktrackingFuzz.class, dev.postern.automaton.BacktrackingFuzz::fuzzerTestOneInput),
    GZIP(dev.postern.coding.GzipDecoderFuzz.class, dev.postern.coding.GzipDecoderFuzz::fuzzerTestOneInput),
    DEFLATE(dev.postern.coding.DeflateDecoderFuzz.class, dev.postern.coding.DeflateDecoderFuzz::fuzzerTestOneInput),
    BROTLI(dev.postern.coding.BrotliDecoderFuzz.class, dev.postern.coding.BrotliDecoderFuzz::fuzzerTestOneInput),
    ZSTD(dev.postern.coding.ZstdDecoderFuzz.class, dev.postern.coding.ZstdDecoderFuzz::fuzzerTestOneInput),
    STACKED(dev.postern.coding.StackedDecodingFuzz.class, dev.postern.coding.StackedDecodingFuzz::fuzzerTestOneInput),
    PROTECTION(dev.postern.protection.ProtectionFuzz.class, dev.postern.protection.ProtectionFuzz::fuzzerTestOneInput),
    SCANNER_REPLY(dev.postern.malware.ScannerReplyFuzz.class, dev.postern.malware.ScannerReplyFuzz::fuzzerTestOneInput),
    KEY_FILE(dev.postern.protection.KeyLinesFuzz.class, dev.postern.protection.KeyLinesFuzz::fuzzerTestOneInput),
    MESSAGE_FRAMES(dev.postern.websocket.FrameReaderFuzz.class, dev.postern.websocket.FrameReaderFuzz::fuzzerTestOneInput),
    DETECTORS(dev.postern.detector.DetectorsFuzz.class, dev.postern.detector.DetectorsFuzz::fuzzerTestOneInput),
    SECRETS(dev.postern.secret.SecretRulesFuzz.class, dev.postern.secret.SecretRulesFuzz::fuzzerTestOneInput),
    SECRET_RULES(dev.postern.secret.RuleFileFuzz.class, dev.postern.secret.RuleFileFuzz::fuzzerTestOneInput),
    LEXICON(dev.postern.lexicon.LexiconFuzz.class, dev.postern.lexicon.LexiconFuzz::fuzzerTestOneInput),
    EXACT_INDEX(dev.postern.lexicon.ExactIndexFuzz.class, dev.postern.lexicon.ExactIndexFuzz::fuzzerTestOneInput),
    DOCUMENT(dev.postern.office.TextExtractorFuzz.class, dev.postern.office.TextExtractorFuzz::fuzzerTestOneInput),
    CONFIG(dev.postern.config.ConfigReaderFuzz.class, dev.postern.config.ConfigReaderFuzz::fuzzerTestOneInput);

    /** What the fuzzer calls too. */
    @FunctionalInterface
    interface Body {
        void feed(byte[] data) throws Exception;
    }

    private final Class<?> type;
    private final Body body;

    FuzzTarget(Class<?> type, Body body) {
        this.type = type;
        this.body = body;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Class<?> type() {
        return type;
    }

    void feed(byte[] data) throws Exception {
        body.feed(data);
    }

    public static void main(String[] args) {
        for (FuzzTarget target : values()) {
            System.out.println(target.title() + ' ' + target.type().getName());
        }
    }
}
