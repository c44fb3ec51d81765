package dev.postern.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations, sizes and times of the week. */
final class Quantities {

    private static final String DURATION = "^([0-9]{1,9}(ms|[smhd]))+$";
    private static final Pattern DURATION_PATTERN = Pattern.compile(DURATION);
    private static final Pattern DURATION_PART = Pattern.compile("([0-9]{1,9})(ms|[smhd])");
    private static final String SIZE = "^([0-9]{1,15})(B|KiB|MiB|GiB)?$";
    private static final Pattern SIZE_PATTERN = Pattern.compile(SIZE);
    private static final Map<String, Long> UNITS = Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final String DAY_NAMES = "(mon|tue|wed|thu|fri|sat|sun)";
    private static final String HOURS = "^([01][0-9]|2[0-4]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])$";

    private Quantities() {}

    static TextShape<Duration> duration(String least, String most) {
        Duration from = parseDuration(least);
        Duration to = parseDuration(most);
        return new TextShape<>("a duration from " + least + " to " + most + ", such as 500ms, 30s, 5m or 1h30m", text -> {
            Duration duration = parseDuration(text);
            if (duration.compareTo(from) < 0 || duration.compareTo(to) > 0) {
                throw new Unfit(text + " is out of range", "");
            }
            return duration;
        }, Json.pattern(DURATION));
    }

    private static Duration parseDuration(String text) {
        if (!DURATION_PATTERN.matcher(text).matches() || text.length() > 64) {
            throw new Unfit(Shown.of(text) + " is not a duration",
                    text.matches("[0-9]{1,9}") ? "a unit is missing: " + text + "ms, " + text + "s, " + text + "m …" : "");
        }
        Duration total = Duration.ZERO;
        for (Matcher part = DURATION_PART.matcher(text); part.find();) {
            long number = Long.parseLong(part.group(1));
            total = total.plus(switch (part.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            });
        }
        return total;
    }

    static TextShape<Long> size(String least, String most) {
        long from = parseSize(least);
        long to = parseSize(most);
        ObjectNode schema = Json.object();
        schema.putArray("type").add("integer").add("string");
        return new TextShape<>("a size from " + least + " to " + most + ", such as 512, 8KiB, 10MiB or 1GiB", text -> {
            long size = parseSize(text);
            if (size < from || size > to) {
                throw new Unfit(text + " is out of range", "");
            }
            return size;
        }, schema.put("pattern", SIZE));
    }

    private static long parseSize(String text) {
        Matcher parts = SIZE_PATTERN.matcher(text);
        if (!parts.matches()) {
            throw new Unfit(Shown.of(text) + " is not a size", text.matches("[0-9]+ ?[kKMG][bB]?") ? "units count in 1024: KiB, MiB, GiB" : "");
        }
        try {
            return Math.multiplyExact(Long.parseLong(parts.group(1)), UNITS.get(parts.group(2) == null ? "B" : parts.group(2)));
        } catch (ArithmeticException tooLarge) {
            throw new Unfit(text + " is out of range", "");
        }
    }

    /** A day or a span of days: {@code mon}, {@code mon-fri}, {@code sat-mon}. */
    static TextShape<Set<DayOfWeek>> days() {
        return new TextShape<>("a day or a span: mon, mon-fri", text -> {
            String[] ends = text.toLowerCase(Locale.ROOT).split("-", -1);
            int from = DAYS.indexOf(ends[0]);
            int until = DAYS.indexOf(ends[ends.length - 1]);
            if (ends.length > 2 || from < 0 || until < 0) {
                throw new Unfit(Shown.of(text) + " is not a day of the week", "");
            }
            Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(from + 1));
            for (int day = from; day != until; day = (day + 1) % 7) {
                days.add(DayOfWeek.of((day + 1) % 7 + 1));
            }
            return days;
        }, Json.pattern("^" + DAY_NAMES + "(-" + DAY_NAMES + ")?$"));
    }

    /** @param until midnight when {@code 24:00} was written: with it nothing of the day is left out */
    record Hours(LocalTime from, LocalTime until) {}

    static TextShape<Hours> hours() {
        return new TextShape<>("hours of the day: \"08:00-18:00\"; from after until spans midnight", text -> {
            if (!text.matches(HOURS)) {
                throw new Unfit(Shown.of(text) + " is not a span of hours", "");
            }
            String from = text.substring(0, 5);
            String until = text.substring(6);
            if (from.equals(until)) {
                throw new Unfit(Shown.of(text) + " begins when it ends", "leave hours out for the whole day");
            }
            return new Hours(time(from), until.equals("24:00") ? LocalTime.MIDNIGHT : time(until));
        }, Json.pattern(HOURS));
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException beyondMidnight) {
            throw new Unfit(Shown.of(text) + " is no time of the day", "");
        }
    }

    static TextShape<ZoneId> zone() {
        return new TextShape<>("a time zone: Europe/Berlin, UTC", text -> {
            if (!ZoneId.getAvailableZoneIds().contains(text)) {
                throw new Unfit(Shown.of(text) + " is not a time zone known here",
                        Nearest.to(text, ZoneId.getAvailableZoneIds()).map(near -> "did you mean " + Shown.of(near) + "?").orElse(""));
            }
            return ZoneId.of(text);
        }, Json.type("string"));
    }
}
