package dev.postern.demo;

import java.util.List;

/** The page on which a person picks who to be. It looks unlike the gateway's own pages, so that nobody takes one for the other. */
final class DevPage {

    static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

    private DevPage() {}

    static String render(List<DevUser> users, String uri) {
        StringBuilder page = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Development identity provider</title>
                <style>
                :root { color-scheme: light dark }
                body { font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem }
                .warning { padding: .75rem 1rem; background: #ffe08a; color: #3d2c00; border-radius: 8px; font-weight: 600 }
                ul { list-style: none; padding: 0 }
                a { display: block; padding: .8rem 1rem; margin: .5rem 0; border: 1px solid; border-radius: 8px; color: inherit; text-decoration: none }
                a:hover, a:focus-visible { outline: 3px solid #b58900 }
                small { display: block }
                </style></head><body><main>
                <p class="warning">Development identity provider: anybody can be anybody here, without a password.</p>
                <h1>Who do you want to be?</h1>
                <ul>
                """);
        users.forEach(user -> page.append("<li><a href=\"").append(escaped(uri + "&login_hint=" + user.name())).append("\">").append(escaped(user.title()))
                .append("<small>").append(escaped(user.name() + ": " + String.join(", ", user.groups()))).append("</small></a></li>\n"));
        return page.append("</ul></main></body></html>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
