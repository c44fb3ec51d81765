package dev.postern.gateway;

import dev.postern.config.PosternConfig;
import dev.postern.config.Problems;
import dev.postern.config.RouteConfig;
import dev.postern.inspect.InspectionPlan;
import dev.postern.inspect.Inspector;
import dev.postern.limit.Limiter;
import dev.postern.route.Route;
import dev.postern.route.RouteTable;
import java.util.List;

/** Brings together, for each route, what its requests need from the parts: limits, inspection, bounds. */
record PlanCompiler(PosternConfig config, RouteTable routes, Limiter limiter, List<Inspector> inspectors) {

    /** By the index of the route. */
    List<RoutePlan> compile(Problems problems) {
        return routes.routes().stream().map(route -> plan(route, problems)).toList();
    }

    private RoutePlan plan(Route route, Problems problems) {
        RouteConfig own = route.config();
        return new RoutePlan(
                route,
                routes.actions(route),
                limiter.forRoute(own.limits(), problems),
                InspectionPlan.compile(inspectors, own.inspect(), problems),
                bodyBytes(own),
                own.upgrades().contains("websocket") ? RoutePlan.Upgrades.WEBSOCKET : RoutePlan.Upgrades.NONE);
    }

    private long bodyBytes(RouteConfig own) {
        long configured = own.bodyBytes().orElse(config.listen().ingress().bounds().bodyBytes());
        return configured == 0 ? Long.MAX_VALUE : configured;
    }
}
