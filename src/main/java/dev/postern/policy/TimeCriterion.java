package dev.postern.policy;

import dev.postern.config.PolicyConfig;
import dev.postern.config.PolicyConfig.TimeWindow;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code to.time}: the request arrived within these hours of these days, on the wall clock of the zone. {@code from} is included, {@code until} is
 * not; equal ones mean the whole day. Hours that span midnight belong to the day they begin on. No days means every day.
 *
 * <p>Example: {@code time: {days: [mon, tue, wed, thu, fri], from: 08:00, until: 18:00, zone: Europe/Zurich}}.
 */
final class TimeCriterion implements Criterion<Check> {

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("EEE HH:mm VV", Locale.ROOT);

    @Override
    public Optional<Check> compile(PolicyConfig rule) {
        return rule.to().time().map(w -> new PlainCheck(describe(w), a -> contains(w, a.facts().receivedAt()), a ->
                SHOWN.format(a.facts().receivedAt().atZone(w.zone()))));
    }

    private static boolean contains(TimeWindow window, Instant instant) {
        ZonedDateTime at = instant.atZone(window.zone());
        LocalTime time = at.toLocalTime();
        boolean begun = !time.isBefore(window.from());
        boolean over = !time.isBefore(window.until());
        if (window.from().isBefore(window.until())) {
            return begun && !over && isDay(window, at.getDayOfWeek());
        }
        return begun && isDay(window, at.getDayOfWeek()) || !over && isDay(window, at.getDayOfWeek().minus(1));
    }

    private static boolean isDay(TimeWindow window, DayOfWeek day) {
        return window.days().isEmpty() || window.days().contains(day);
    }

    private static String describe(TimeWindow window) {
        String days = window.days().isEmpty() ? "any day" : window.days().stream().sorted()
                .map(d -> d.name().substring(0, 3).toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
        return days + " " + window.from() + " to " + window.until() + " " + window.zone();
    }
}
