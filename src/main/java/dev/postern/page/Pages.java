package dev.postern.page;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The gateway's pages. Templates are read and parsed once, by the constructor; every value is escaped for HTML when a page is rendered. Rendering is pure, takes
 * some ten microseconds and may run on an event loop.
 */
public final class Pages {

    private static final Variant HTML = Variant.forContentType(Variant.TEXT_HTML);

    private final String style = resource("page/style.css");
    private final String styleVersion = version(style);
    private final Template refusal;
    private final Template chooser;
    private final Template landing;
    private final Template signOut;
    private final Template signedOut;

    public Pages() {
        Engine engine = Engine.builder()
                .addDefaults()
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .addLocator(name -> Optional.of(new Source(resource("templates/" + name + ".html"))))
                .build();
        this.refusal = engine.getTemplate("refusal");
        this.chooser = engine.getTemplate("chooser");
        this.landing = engine.getTemplate("landing");
        this.signOut = engine.getTemplate("sign-out");
        this.signedOut = engine.getTemplate("signed-out");
    }

    /** The page of a refusal. */
    public String refusal(RefusalView view) {
        return render(refusal, view.title(), Map.of(
                "status", view.status(),
                "code", view.code(),
                "advice", view.advice(),
                "requestId", view.requestId().value(),
                "actions", view.action().stream().map(Link::data).toList(),
                "people", view.person().stream().toList()));
    }

    /** Where a person chooses the provider to sign in at. */
    public String chooser(List<Link> providers) {
        return render(chooser, "Sign in", Map.of("providers", providers.stream()
                .map(link -> Map.of("title", link.text(), "href", link.href(), "initial", initial(link.text())))
                .toList()));
    }

    /** The apps a person may open. */
    public String landing(LandingView view) {
        return render(landing, "Your apps", Map.of(
                "person", view.person(),
                "device", view.device(),
                "apps", view.apps().stream().map(LandingView.App::data).toList()));
    }

    /** Asks whether to sign out; its form posts to the page's own address. */
    public String signOut(String person) {
        return render(signOut, "Sign out?", Map.of("person", person));
    }

    public String signedOut() {
        return render(signedOut, "You are signed out", Map.of());
    }

    /** The style sheet all pages link to, at {@code /.postern/style.css}. */
    public String style() {
        return style;
    }

    /** Changes whenever the style sheet does. */
    public String styleVersion() {
        return styleVersion;
    }

    private String render(Template template, String title, Map<String, Object> data) {
        Map<String, Object> all = new HashMap<>(data);
        all.put("title", title);
        all.put("styleVersion", styleVersion);
        return template.data(all).render();
    }

    static String initial(String title) {
        return title.isBlank() ? "·" : title.strip().substring(0, title.strip().offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }

    private static String version(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Pages.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private record Source(String text) implements TemplateLocation {

        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(HTML);
        }
    }
}
