package dev.postern.gateway;

import dev.postern.config.RouteConfig;
import dev.postern.inspect.InspectionPlan;
import dev.postern.limit.RouteLimits;
import dev.postern.route.Route;
import dev.postern.route.RouteActions;

/**
 * Everything a request of one route needs, compiled at load.
 *
 * @param bodyBytes bound on request bodies; {@link Long#MAX_VALUE} for none
 */
record RoutePlan(Route route, RouteActions actions, RouteLimits limits, InspectionPlan inspection, long bodyBytes, Upgrades upgrades) {

    enum Upgrades { NONE, WEBSOCKET }

    RouteConfig config() {
        return route.config();
    }
}
