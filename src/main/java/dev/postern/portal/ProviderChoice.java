package dev.postern.portal;

import dev.postern.exchange.RequestFacts;
import dev.postern.signin.ReturnPath;
import java.util.List;

/** The providers that may be used for what a person wants to reach, by the route it belongs to; an empty list means any that is configured. */
@FunctionalInterface
public interface ProviderChoice {

    List<String> providers(RequestFacts facts, ReturnPath back);
}
