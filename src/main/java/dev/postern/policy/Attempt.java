package dev.postern.policy;

import dev.postern.device.Device;
import dev.postern.exchange.RequestFacts;
import dev.postern.identity.Principal;
import dev.postern.route.Route;

/** All that a decision may depend on: {@code Policy.decide} is a pure function of it. */
public record Attempt(RequestFacts facts, Route route, Principal principal, Device device) {}
