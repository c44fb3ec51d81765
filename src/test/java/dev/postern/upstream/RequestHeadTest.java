package dev.postern.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.postern.config.RouteConfig.HeaderEdits;
import dev.postern.exchange.Authority;
import dev.postern.exchange.Client;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.exchange.RequestFacts;
import dev.postern.route.RouteSpec;
import dev.postern.route.RouteTable;
import dev.postern.trace.ExchangeTrace;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {

    private static final RequestHead HEAD = new RequestHead(OwnedNames.with(List.of("X-Ledger-User", "X-Other-Routes-User")), edits(HeaderEdits.none()));

    private static dev.postern.route.HeaderEdits edits(HeaderEdits edits) {
        RouteTable table = RouteSpec.table(RouteSpec.route("edited").requestHeaders(edits));
        return table.actions(table.routes().getFirst()).requestHeaders();
    }

    private static MultiMap sent(MultiMap received) {
        return sent(HEAD, received);
    }

    private static MultiMap sent(RequestHead head, MultiMap received) {
        return head.headers(Lab.request(Lab.facts("GET", received), "/", new RequestBody.None(), Promise.<Void>promise().future()));
    }

    private static MultiMap headers(String... namesAndValues) {
        MultiMap map = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "X-Postern-Assertion", "x-postern-assertion", "X_Postern_Assertion", "X-Postern_Assertion", "x.postern.assertion", "X-POSTERN-USER", "X-Postern-Anything",
            "X-Ledger-User", "x_ledger_user", "X-Other-Routes-User", "X_Other-Routes_User",
            "X-Forwarded-For", "X_Forwarded_For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Client-Cert", "X_Forwarded_Client_Cert",
            "X-Forwarded-User", "X-Forwarded-Email", "X-Forwarded-Groups", "X-Forwarded-Preferred-Username", "X-Forwarded-Access-Token", "X-Forwarded-Prefix",
            "Forwarded", "FORWARDED", "X-Real-IP", "X_Real_IP", "True-Client-IP", "CF-Connecting-IP", "X-Request-Id", "x_request_id",
            "X-Remote-User", "Remote-User", "Remote_User", "X-Authenticated-User", "X-Auth-Request-Email", "X-WebAuth-User", "X-User", "X-Groups",
            "X-Goog-IAP-JWT-Assertion", "Cf-Access-Jwt-Assertion", "X-Amzn-Oidc-Data", "X-MS-CLIENT-PRINCIPAL-NAME", "X-Pomerium-Jwt-Assertion",
            "Client-Cert", "Client-Cert-Chain", "X-SSL-Client-DN", "SSL-Client-Verify", "X-Client-Cert", "X-XFCC", "XFCC", "l5d-client-id", "X-Envoy-Original-Path",
            "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"})
    void nothingThatOnlyTheGatewaySaysComesFromTheClient(String name) {
        MultiMap sent = sent(headers(name, "spoofed", name, "again", "Connection", name + ", close"));
        sent.forEach((key, value) -> {
            if (value.contains("spoofed") || value.contains("again")) {
                throw new AssertionError(key + ": " + value);
            }
        });
        assertEquals(List.of("signed"), sent.getAll("X-Postern-Assertion"));
        assertEquals(List.of("alice"), sent.getAll("X-Ledger-User"));
        assertEquals(List.of("198.51.100.7"), sent.getAll("X-Forwarded-For"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authorization", "Proxy-Authenticate", "Proxy", "TE", "Trailer", "Transfer-Encoding",
        "Upgrade", "HTTP2-Settings", "Content-Length", "Host", "Expect", "Authorization"})
    void nothingThatEndsHerePasses(String name) {
        assertNull(sent(headers(name, "x")).get(name));
    }

    @Test
    void whatConnectionListsEndsHere() {
        MultiMap sent = sent(headers("Connection", "close, X-Hop", "connection", "x-second", "X-Hop", "1", "X_Hop", "2", "X-Second", "3", "X-Stays", "4"));
        assertNull(sent.get("X-Hop"));
        assertNull(sent.get("X_Hop"));
        assertNull(sent.get("X-Second"));
        assertEquals("4", sent.get("X-Stays"));
    }

    @Test
    void connectionCannotTakeAwayWhatTheGatewaySays() {
        MultiMap sent = sent(headers("Connection", "X-Postern-Assertion, X-Forwarded-For, Forwarded, X-Request-Id, X-Ledger-User"));
        assertEquals("signed", sent.get("X-Postern-Assertion"));
        assertEquals("alice", sent.get("X-Ledger-User"));
        assertEquals("198.51.100.7", sent.get("X-Forwarded-For"));
        assertEquals("for=198.51.100.7;host=\"ledger.corp.test\";proto=https", sent.get("Forwarded"));
        assertEquals("0123456789abcdef0123456789abcdef", sent.get("X-Request-Id"));
        assertEquals("ledger.corp.test", sent.get("X-Forwarded-Host"));
        assertEquals("443", sent.get("X-Forwarded-Port"));
        assertEquals("https", sent.get("X-Forwarded-Proto"));
    }

    @Test
    void ordinaryHeadersPassInOrderAndNumber() {
        MultiMap sent = sent(headers("Accept", "text/html", "X-Many", "1", "X-Many", "2", "traceparent", "00-1-2-01", "tracestate", "a=1", "b3", "1", "X_B3_TraceId", "1", "Origin", "https://a.test", "TE", "gzip, trailers"));
        assertEquals("text/html", sent.get("Accept"));
        assertEquals(List.of("1", "2"), sent.getAll("X-Many"));
        List.of("traceparent", "tracestate", "b3", "X_B3_TraceId").forEach(name -> assertFalse(sent.contains(name), "of nobody trusted: " + name));
        assertEquals("https://a.test", sent.get("Origin"));
        assertEquals("trailers", sent.get("TE"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "a=1; __Host-postern=secret; b=2 | a=1; b=2",
        "__Host-postern=secret | -",
        "a=1;__Host-postern_chunk=x;b=\"2 3\" | a=1; b=\"2 3\"",
        "a=\"x; __Host-postern=secret\" | a=\"x",
        "a=__Host-postern=1 | a=__Host-postern=1"})
    void ownCookiesStayHere(String cookies, String sent) {
        assertEquals(sent, sent(headers("Cookie", cookies)).get("Cookie"));
    }

    @Test
    void cookiesOfSeveralLinesBecomeOne() {
        assertEquals(List.of("a=1; b=2"), sent(headers("cookie", "a=1", "cookie", "__Host-postern=x", "cookie", "b=2")).getAll("cookie"));
    }

    @Test
    void authorizationOfTheUpstreamPasses() {
        ForwardRequest request = new ForwardRequest(Lab.facts("GET", headers("Authorization", "Basic x")), "/", new RequestBody.None(), List.of(),
                ForwardRequest.Credentials.UPSTREAMS, name -> false, ExchangeTrace.NONE, Promise.<Void>promise().future(), to -> { });
        assertEquals("Basic x", HEAD.headers(request).get("Authorization"));
    }

    @Test
    @SuppressWarnings("deprecation") // the factory that replaces it validates
    void valuesThatCouldEndALineAreRefused() {
        for (String value : List.of("a\r\nX-Postern-Assertion: root", "a\nb", "a\0b", "a\u007f", "snow\u2603")) {
            // As a decoder without validation might hand it on.
            io.netty.handler.codec.http.HttpHeaders raw = new io.netty.handler.codec.http.DefaultHttpHeaders(false).add("X-App", value);
            RefusedException refused = assertThrows(RefusedException.class, () -> sent(new io.vertx.core.http.impl.headers.HeadersAdaptor(raw)));
            assertEquals(Reason.REQUEST_HEADER_REFUSED, refused.denial().reason());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"alice|alice", "a b|a b", "žofie|%C5%BEofie", "50%|50%25", "a~b|a%0D%0Ab"})
    void whatTheGatewaySaysIsVisibleAscii(String value, String encoded) {
        assertEquals(encoded, new Asserted("X-User", value.replace("~", "\r\n")).encoded());
    }

    @Test
    void ipv6AddressIsQuoted() throws Exception {
        RequestFacts facts = Lab.facts("GET", headers());
        RequestFacts six = new RequestFacts(facts.id(), facts.receivedAt(), facts.protocol(), facts.method(), Authority.parse("[2001:db8::2]:8443"), facts.path(), "",
                Headers.none(), new Client(InetAddress.getByName("2001:db8::1"), InetAddress.getLoopbackAddress(), Optional.empty(), List.of()));
        MultiMap sent = HEAD.headers(Lab.request(six, "/", new RequestBody.None(), Promise.<Void>promise().future()));
        assertEquals("2001:db8:0:0:0:0:0:1", sent.get("X-Forwarded-For"));
        assertEquals("for=\"[2001:db8:0:0:0:0:0:1]\";host=\"[2001:db8::2]:8443\";proto=https", sent.get("Forwarded"));
        assertEquals("8443", sent.get("X-Forwarded-Port"));
    }

    @Test
    void routeEditsComeBeforeWhatTheGatewaySays() {
        RequestHead head = new RequestHead(OwnedNames.with(List.of()),
                edits(new HeaderEdits(List.of("X-Gone"), Map.of("X-Set", "new", "X-Ledger-User", "edited"), Map.of("X-Many", "2"))));
        MultiMap sent = sent(head, headers("X-Gone", "1", "X-Set", "old", "X-Many", "1"));
        assertNull(sent.get("X-Gone"));
        assertEquals(List.of("new"), sent.getAll("X-Set"));
        assertEquals(List.of("1", "2"), sent.getAll("X-Many"));
        assertEquals(List.of("alice"), sent.getAll("X-Ledger-User"));
    }
}
