package dev.postern.route;

import dev.postern.config.RouteConfig;

/**
 * A compiled route.
 *
 * @param index  its place in the table, dense from 0: other compiled tables are arrays over it
 * @param name   its unique name
 * @param config what was configured; everything a request needs from it has been compiled by whoever uses it
 */
public record Route(int index, String name, RouteConfig config) {

    @Override
    public String toString() {
        return name;
    }
}
