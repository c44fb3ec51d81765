package dev.postern.waf;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.ToLongFunction;

/** The time the transaction began, in UTC; ModSecurity takes the server's own zone, which a gateway of many hosts has none of. */
final class TimeVariables {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private TimeVariables() {}

    static byte[] time(Transaction from) {
        return Ascii.bytes(CLOCK.format(began(from)));
    }

    static byte[] epoch(Transaction from) {
        return Ascii.number(from.began().getEpochSecond());
    }

    static byte[] part(Transaction from, ToLongFunction<ZonedDateTime> part) {
        return Ascii.number(part.applyAsLong(began(from)));
    }

    /** Sunday is 0. */
    static byte[] weekday(Transaction from) {
        return Ascii.number(began(from).getDayOfWeek().getValue() % 7);
    }

    /** January is 0, as in C. */
    static byte[] month(Transaction from) {
        return Ascii.number(began(from).getMonthValue() - 1);
    }

    /** How long it has taken so far, in microseconds. */
    static byte[] duration(Transaction from) {
        return Ascii.number(Duration.between(from.began(), from.now()).toNanos() / 1000);
    }

    private static ZonedDateTime began(Transaction from) {
        return from.began().atZone(ZoneOffset.UTC);
    }
}
