package dev.postern.portal;

import dev.postern.page.LandingView;
import java.util.List;

/** The apps that somebody may open now. Pure; runs on the request's event loop. */
@FunctionalInterface
public interface VisibleApps {

    List<LandingView.App> to(PortalRequest asked);
}
