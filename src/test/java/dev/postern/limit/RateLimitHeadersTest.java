package dev.postern.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.limit.Admission.Admitted;
import dev.postern.limit.Admission.Quota;
import dev.postern.limit.Admission.Rejected;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitHeadersTest {

    private static final Quota PER_USER = new Quota("per-user", 100, Duration.ofMinutes(1), 7, Duration.ofMillis(1_001));
    private static final Quota DAILY = new Quota("daily", 1_000, Duration.ofDays(1), 0, Duration.ofSeconds(86_400));

    @Test
    void anAdmittedRequestLearnsWhatIsLeft() {
        assertEquals(Map.of(
                "RateLimit-Policy", "\"per-user\";q=100;w=60, \"daily\";q=1000;w=86400",
                "RateLimit", "\"per-user\";r=7;t=2, \"daily\";r=0;t=86400"), written(new Admitted(Lease.NONE, List.of(PER_USER, DAILY))));
    }

    @Test
    void aRefusedRequestLearnsWhenToAskAgain() {
        assertEquals(Map.of("Retry-After", "1"),
                written(new Rejected(Denial.of(Reason.CONCURRENCY_LIMITED, ""), Duration.ofMillis(3), List.of())));
        assertEquals("11", written(new Rejected(Denial.of(Reason.RATE_LIMITED, ""), Duration.ofMillis(10_001), List.of(DAILY))).get("Retry-After"));
    }

    @Test
    void withoutLimitsThereAreNoHeaders() {
        assertEquals(Map.of(), written(new Admitted(Lease.NONE, List.of())));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "999, 1", "1000, 1", "1001, 2", "59999, 60"})
    void secondsAreRoundedUpAndNeverZero(long millis, String seconds) {
        assertEquals(seconds, RateLimitHeaders.retryAfter(Duration.ofMillis(millis)));
    }

    @Test
    void aNameCannotBreakOutOfItsQuotes() {
        Quota hostile = new Quota("a\"\\\r\nSet-Cookie: x\u00e9", 1, Duration.ofSeconds(1), 1, Duration.ZERO);
        assertEquals("\"a\\\"\\\\Set-Cookie: x\";r=1;t=0", RateLimitHeaders.remaining(List.of(hostile)));
    }

    private static Map<String, String> written(Admission admission) {
        Map<String, String> headers = new LinkedHashMap<>();
        RateLimitHeaders.write(admission, headers::put);
        return headers;
    }
}
