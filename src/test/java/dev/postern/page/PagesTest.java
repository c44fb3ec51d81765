package dev.postern.page;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RequestId;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PagesTest {

    private static final String EVIL = "<script>alert(1)</script>\"'><img src=x onerror=y>&";
    private static final Pages PAGES = new Pages();

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonHasAPageThatSaysWhatFailedAndTheIdToQuote(Reason reason) {
        RequestId id = RequestId.next();
        String page = PAGES.refusal(RefusalView.of(reason, id));
        assertAll(
                () -> assertTrue(page.contains(id.value())),
                () -> assertTrue(page.contains(reason.code())),
                () -> assertTrue(page.contains(reason.advice().replace("'", "&#39;"))),
                () -> assertTrue(page.contains(">" + reason.status() + "<")));
    }

    @Test
    void everyValueIsEscapedOnEveryPage() {
        RefusalView refusal = RefusalView.of(Reason.POLICY_DENIED, new RequestId(EVIL)).withPerson(EVIL).withAction(new Link(EVIL, "/" + EVIL));
        RefusalView titled = new RefusalView(403, EVIL, EVIL, EVIL, refusal.requestId(), refusal.action(), refusal.person());
        for (String page : List.of(
                PAGES.refusal(titled),
                PAGES.chooser(List.of(new Link(EVIL, "/" + EVIL))),
                PAGES.landing(new LandingView(EVIL, EVIL, List.of(new LandingView.App(EVIL, EVIL)))),
                PAGES.signOut(EVIL))) {
            assertFalse(page.contains("<script"), page);
            assertFalse(page.contains("<img"), page);
            assertTrue(page.contains("&lt;script&gt;"), page);
        }
    }

    @Test
    void templateSyntaxInAValueIsNotEvaluated() {
        assertTrue(PAGES.signOut("{styleVersion}{#if 1}x{/if}").contains("{styleVersion}{#if 1}x{/if}"));
    }

    @Test
    void pagesCarryNoScriptNoInlineStyleAndNothingExternal() {
        for (String page : all()) {
            assertFalse(Pattern.compile("<script|<style|style=|javascript:|\\son[a-z]+=", Pattern.CASE_INSENSITIVE).matcher(page).find(), page);
            assertFalse(Pattern.compile("(src|href)=\"(?!/|#|data:,|https://ledger)").matcher(page).find(), page);
            assertTrue(page.contains("lang=\"en\"") && page.contains("<main") && page.contains("<h1>"), page);
        }
        assertFalse(PAGES.style().contains("url(") || PAGES.style().contains("@import"));
    }

    @Test
    void nobodyWithoutAppsIsLeftWithAnEmptyPage() {
        assertTrue(PAGES.landing(new LandingView("alice", "none", List.of())).contains("Nothing is open to you"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "//evil.test", "http://evil.test", "/\\evil.test", "", "data:text/html,x", "evil"})
    void aLinkLeadsNowhereElse(String href) {
        assertThrows(IllegalArgumentException.class, () -> new Link("x", href));
    }

    @Test
    void theHeadersForbidEverythingThePageDoesNotNeed() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        PageHeaders.set(headers);
        assertEquals("no-store", headers.get("cache-control"));
        assertEquals("nosniff", headers.get("x-content-type-options"));
        assertEquals("no-referrer", headers.get("referrer-policy"));
        String policy = headers.get("content-security-policy");
        for (String part : List.of("default-src 'none'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")) {
            assertTrue(policy.contains(part), policy);
        }
        assertFalse(policy.contains("unsafe"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://idp.test; script-src *", "https://idp.test/path", "*", "https://*", "https://a b", "javascript:x"})
    void aFormTargetIsAnOriginAndNothingElse(String origin) {
        assertThrows(IllegalArgumentException.class, () -> PageHeaders.setWithFormTo(MultiMap.caseInsensitiveMultiMap(), origin));
    }

    /** WCAG 2.2 §1.4.3: the pairs of colours the style sheet sets text in, light and dark. */
    @Test
    void textHasEnoughContrastInBothSchemes() {
        String[] schemes = PAGES.style().split("prefers-color-scheme: dark", 2);
        for (String scheme : List.of(schemes[0], schemes[1].substring(0, schemes[1].indexOf("}\n}")))) {
            Map<String, String> pairs = Map.of("ink", "card", "soft", "card", "accent", "card", "on-accent", "accent", "warn", "warn-tint");
            pairs.forEach((text, ground) -> assertTrue(contrast(colour(scheme, text), colour(scheme, ground)) >= 4.5, text + " on " + ground));
            assertTrue(contrast(colour(scheme, "soft"), colour(scheme, "ground")) >= 4.5);
            assertTrue(contrast(colour(scheme, "accent"), colour(scheme, "tint")) >= 4.5);
            assertTrue(contrast(colour(scheme, "on-accent"), colour(scheme, "accent-deep")) >= 4.5);
        }
    }

    private static List<String> all() {
        return List.of(
                PAGES.refusal(RefusalView.of(Reason.DEVICE_REQUIRED, RequestId.next()).withPerson("alice")),
                PAGES.chooser(List.of(new Link("Corp", "/.postern/sign-in/corp"))),
                PAGES.landing(new LandingView("alice", "laptop", List.of(new LandingView.App("Ledger", "ledger.corp.test")))),
                PAGES.signOut("alice"),
                PAGES.signedOut());
    }

    private static int colour(String css, String name) {
        var matcher = Pattern.compile("--" + name + ": #([0-9a-f]{6});").matcher(css);
        assertTrue(matcher.find(), name);
        return Integer.parseInt(matcher.group(1), 16);
    }

    private static double contrast(int one, int other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 0xff) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
