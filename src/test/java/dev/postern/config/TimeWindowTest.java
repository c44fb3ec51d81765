package dev.postern.config;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TimeWindowTest {

    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

    @TempDir
    Path folder;

    @Test
    void readsDaysAndHours() throws IOException {
        assertEquals(window(EnumSet.of(SATURDAY, SUNDAY, MONDAY), "00:00", "00:00"), read("{days: [sat-mon], zone: UTC}"));
        assertEquals(window(EnumSet.of(THURSDAY, FRIDAY, SUNDAY), "22:00", "06:00"), read("{days: [thu-fri, Sun], hours: 22:00-06:00, zone: UTC}"));
        assertEquals(window(EnumSet.of(MONDAY), "08:30", "17:59"), read("{days: mon, hours: \"08:30-17:59\", zone: UTC}"));
        assertEquals(window(EVERY_DAY, "18:00", "00:00"), read("{hours: \"18:00-24:00\", zone: UTC}"));
        assertEquals(window(EVERY_DAY, "00:00", "00:00"), read("{hours: \"00:00-24:00\", zone: UTC}"));
    }

    private static PolicyConfig.TimeWindow window(Set<DayOfWeek> days, String from, String until) {
        return new PolicyConfig.TimeWindow(days, LocalTime.parse(from), LocalTime.parse(until), ZoneId.of("UTC"));
    }

    private PolicyConfig.TimeWindow read(String time) throws IOException {
        Path file = Files.writeString(folder.resolve("postern.yaml"), "policies: [{name: a, effect: allow, to: {time: " + time + "}}]\n");
        return ConfigReader.read(file, name -> Optional.empty()).config().policies().getFirst().to().time().orElseThrow();
    }
}
