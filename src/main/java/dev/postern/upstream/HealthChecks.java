package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.HealthConfig;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Asks each member of an upstream regularly whether it is well. The first answer counts at once, so that nobody waits for an endpoint that was dead from the start; after
 * that it takes several in a row to change anything. As many good ones to what was asked since an ejection end it, the first time: an endpoint that fails again soon after has
 * shown that its health check knows nothing of what it fails at, and waits. Safe from any thread; driven by {@link Upstreams#sweep}, so that it ends with its configuration.
 */
final class HealthChecks {

    private static final Logger LOG = Logger.getLogger(HealthChecks.class);
    private static final double JITTER = 0.1;

    private final Pool pool;
    private final Runnable changed;
    private final Map<Member, Course> courses = new ConcurrentHashMap<>();

    /** @param changed told when a member's state has changed */
    HealthChecks(Pool pool, Runnable changed) {
        this.pool = pool;
        this.changed = changed;
    }

    /** What is known of one member: answers of one kind in a row, negative for bad ones; and when it is asked next. */
    private static final class Course {
        private int streak;
        private boolean asking;
        private boolean judged;
        private long ejection = Member.NEVER;
        private int goodSince;
        private long next = Long.MIN_VALUE;
    }

    /** @param ejection of the member when it was asked */
    private record Question(Member member, Course course, HealthConfig config, long ejection) {}

    /** Asks whoever is due. Does not block. */
    void sweep() {
        pool.definition().resilience().health().ifPresent(config -> {
            courses.keySet().retainAll(pool.members());
            pool.members().forEach(member -> askWhenDue(member, config));
        });
    }

    private void askWhenDue(Member member, HealthConfig config) {
        Course course = courses.computeIfAbsent(member, fresh -> new Course());
        Question question;
        synchronized (course) {
            long now = pool.clock().millis();
            if (course.asking || now < course.next) {
                return;
            }
            course.asking = true;
            course.next = now + jittered(config.interval());
            question = new Question(member, course, config, member.ejection(now));
        }
        new HealthCheck(pool, member, config).ask().onComplete(done -> answered(question, done.succeeded() ? Optional.empty() : Optional.of(done.cause())));
    }

    private static long jittered(Duration interval) {
        return Math.round(interval.toMillis() * (1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1)));
    }

    private void answered(Question asked, Optional<Throwable> trouble) {
        Course course = asked.course();
        HealthConfig config = asked.config();
        boolean turned;
        boolean back;
        synchronized (course) {
            course.asking = false;
            course.streak = trouble.isPresent() ? Math.min(course.streak, 0) - 1 : Math.max(course.streak, 0) + 1;
            boolean enough = !course.judged || (trouble.isPresent() ? -course.streak >= config.fall() : course.streak >= config.rise());
            course.judged = true;
            turned = enough && (trouble.isPresent() ? asked.member().unhealthy() : asked.member().healthy(pool.clock().millis()));
            back = trouble.isEmpty() && endsEjection(asked);
        }
        if (turned) {
            said(asked.member(), trouble.isPresent() ? "unhealthy" : "healthy", trouble);
        }
        if (back) {
            said(asked.member(), "ejection-ended", trouble);
        }
    }

    private boolean endsEjection(Question asked) {
        Course course = asked.course();
        course.goodSince = asked.ejection() == course.ejection && course.streak > 1 ? course.goodSince + 1 : 1;
        course.ejection = asked.ejection();
        return course.ejection != Member.NEVER && course.goodSince >= asked.config().rise() && asked.member().conduct().isFirstEjection()
                && asked.member().endEjection(course.ejection, pool.clock().millis());
    }

    private void said(Member member, String event, Optional<Throwable> trouble) {
        LOG.infof("upstream=%s endpoint=%s event=%s detail=\"%s\"", pool.definition().name(), member.label(), event, trouble.map(cause -> Failures.connecting(cause).detail()).orElse(""));
        changed.run();
    }
}
