package dev.postern.gateway;

import dev.postern.device.Device;
import dev.postern.identity.Principal;
import dev.postern.limit.LimitSubject;

/** Whose requests are counted together: verified names only. */
final class Subjects {

    private Subjects() {}

    static LimitSubject of(Exchange exchange) {
        LimitSubject anonymous = LimitSubject.anonymous(exchange.facts.client().address(), exchange.permit().route().name());
        LimitSubject known = switch (exchange.principal()) {
            case Principal.User user -> anonymous.withUser(user.label(), user.claims()::strings);
            case Principal.Workload workload -> anonymous.withWorkload(workload.id().toString());
            case Principal.Anonymous nobody -> anonymous;
        };
        return exchange.device() instanceof Device.Enrolled device ? known.withDevice(device.authority() + '/' + device.id()) : known;
    }
}
