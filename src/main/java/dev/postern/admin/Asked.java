package dev.postern.admin;

import dev.postern.revocation.Revocation;
import dev.postern.revocation.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Arrays;

/** What an operator wrote, understood or refused with {@link IllegalArgumentException}. */
final class Asked {

    private static final Duration LONGEST = Duration.ofDays(3_650);

    private Asked() {}

    static Target target(String kind, String value) {
        Target.Kind known = Arrays.stream(Target.Kind.values()).filter(one -> one.word().equals(kind)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("kind is one of " + Arrays.stream(Target.Kind.values()).map(Target.Kind::word).toList()));
        return new Target(known, Spelling.of(known, value));
    }

    static String provider(String user) {
        return Spelling.user(user).group(2);
    }

    static String name(String user) {
        return Spelling.user(user).group(1);
    }

    static Revocation revocation(Target target, String why, String life) {
        Instant now = InstantSource.system().instant();
        return new Revocation(target, why, Desk.OPERATOR, now, now.plus(duration(life)));
    }

    private static Duration duration(String text) {
        try {
            Duration life = Duration.parse(text);
            if (life.isPositive() && life.compareTo(LONGEST) <= 0) {
                return life;
            }
        } catch (DateTimeParseException | ArithmeticException unreadable) {
            // Told below.
        }
        throw new IllegalArgumentException("for is an ISO 8601 duration up to " + LONGEST.toDays() + " days, such as P30D or PT12H");
    }
}
