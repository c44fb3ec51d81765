package dev.postern.page;

import java.util.List;
import java.util.Map;

/**
 * What a signed-in person may open.
 *
 * @param person who is signed in
 * @param device what is known of the device, in words
 * @param apps   in the order shown
 */
public record LandingView(String person, String device, List<App> apps) {

    public LandingView {
        apps = List.copyOf(apps);
    }

    /** One app: its title, the host it is at, and where a click leads. */
    public record App(String title, String host, Link link) {

        public App(String title, String host) {
            this(title, host, new Link(title, "https://" + host + '/'));
        }

        Map<String, Object> data() {
            return Map.of("title", title, "host", host, "href", link.href(), "initial", Pages.initial(title));
        }
    }
}
