package dev.postern.admin;

import dev.postern.fuzz.Text;
import dev.postern.revocation.Revocation;
import dev.postern.revocation.Target;
import java.time.Duration;

/** What an operator asks to revoke, a line each: kind, value, reason, time. Refused in our words, or somebody who can be named, for a time that ends. */
public final class AskedFuzz {

    private AskedFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String[] lines = Text.latin(data).split("\n", 4);
        if (lines.length < 4) {
            return;
        }
        Revocation revocation;
        try {
            Target target = Asked.target(lines[0], lines[1]);
            revocation = Asked.revocation(target, lines[2], lines[3]);
        } catch (IllegalArgumentException refused) {
            Text.holds(refused.getMessage() != null && !refused.getMessage().isEmpty(), "refused without a word");
            return;
        }
        Text.same(revocation.target(), Asked.target(lines[0], revocation.target().value()), "what is looked for is spelled another way");
        Duration life = Duration.between(revocation.at(), revocation.until());
        Text.holds(life.isPositive() && life.toDays() <= 3_650, "for " + life);
        if (revocation.target().kind() == Target.Kind.USER) {
            Text.same(lines[1], Asked.name(lines[1]) + '@' + Asked.provider(lines[1]), "a user who is none");
        }
    }
}
