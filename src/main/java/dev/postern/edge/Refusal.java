package dev.postern.edge;

import dev.postern.exchange.Denial;
import dev.postern.page.RefusalView;
import io.vertx.core.MultiMap;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A denial on its way to the client.
 *
 * @param denial   why
 * @param audience page or problem document
 * @param headers  besides the usual: {@code Retry-After}, RateLimit headers, {@code WWW-Authenticate}, cookies to clear
 * @param view     last touches to the page: who is signed in, what to click
 */
public record Refusal(Denial denial, Audience audience, MultiMap headers, UnaryOperator<RefusalView> view) {

    public Refusal {
        Objects.requireNonNull(denial, "denial");
        Objects.requireNonNull(audience, "audience");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(view, "view");
    }

    public static Refusal of(Denial denial, Audience audience) {
        return new Refusal(denial, audience, MultiMap.caseInsensitiveMultiMap(), UnaryOperator.identity());
    }

    public Refusal withHeaders(MultiMap more) {
        return new Refusal(denial, audience, MultiMap.caseInsensitiveMultiMap().addAll(headers).addAll(more), view);
    }

    public Refusal withView(UnaryOperator<RefusalView> touch) {
        return new Refusal(denial, audience, headers, touch);
    }
}
