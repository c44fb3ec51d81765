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
        if (known == Target.Kind.USER) {
            at(value);
        }
        return new Target(known, value);
    }

    static String provider(String user) {
        return user.substring(at(user) + 1);
    }

    static String name(String user) {
        return user.substring(0, at(user));
    }

    /** A provider's name has no {@code @}, a user's may. */
    private static int at(String user) {
        int at = user.lastIndexOf('@');
        if (at < 1 || at == user.length() - 1) {
            throw new IllegalArgumentException("a user is written name@provider");
        }
        return at;
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
