package dev.postern.signin;

import dev.postern.config.Secret;
import dev.postern.exchange.RequestFacts;
import dev.postern.identity.SignIn;
import io.vertx.core.Future;

/** Begins a session for a person who has signed in; gives the {@code Set-Cookie} value that opens it. */
@FunctionalInterface
public interface SessionBegin {

    Future<Secret> begin(SignIn signIn, RequestFacts facts);
}
