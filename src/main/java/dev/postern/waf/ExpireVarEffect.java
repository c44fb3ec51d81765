package dev.postern.waf;

import dev.postern.seclang.Collection;
import java.time.Duration;

/** {@code expirevar}: a member of a stored collection ends after so many seconds. TX variables end with their transaction anyway. */
record ExpireVarEffect(Collection collection, Template name, Template seconds) implements Effect {

    private static final long MOST_SECONDS = Duration.ofDays(366).toSeconds();

    @Override
    public void run(Transaction transaction) {
        long after = Math.clamp(Ascii.number(seconds.expand(transaction)), 0, MOST_SECONDS);
        transaction.opened(collection).ifPresent(open -> open.expire(Ascii.text(name.expand(transaction)), Duration.ofSeconds(after)));
    }
}
