package dev.postern.inspect;

import dev.postern.exchange.Authority;
import dev.postern.exchange.CanonicalPath;
import dev.postern.exchange.Client;
import dev.postern.exchange.Denial;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RequestFacts;
import dev.postern.exchange.RequestId;
import dev.postern.config.Located;
import dev.postern.config.Problems;
import dev.postern.inspect.Inspection.Interest;
import dev.postern.inspect.Inspection.Mode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** Small inspectors, and what they are asked about. */
final class Inspections {

    private Inspections() {}

    static RequestFacts facts() {
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        return new RequestFacts(RequestId.next(), Instant.EPOCH, Protocol.HTTP_1_1, "POST", Authority.parse("app.test"), CanonicalPath.parse("/"), "", Headers.none(),
                new Client(here, here, Optional.empty(), List.of()));
    }

    static InspectionPlan plan(Inspector... order) {
        return plan(Duration.ofSeconds(5), order);
    }

    static InspectionPlan plan(Duration verdictWithin, Inspector... order) {
        Map<String, Located<String>> profiles = new HashMap<>();
        Arrays.stream(order).forEach(inspector -> profiles.put(inspector.name(), Located.of("on")));
        Problems problems = new Problems();
        InspectionPlan plan = InspectionPlan.compile(List.of(order), profiles, problems, new InspectionPlan.Settings(verdictWithin));
        problems.throwIfAny();
        return plan;
    }

    /** An inspector for as many messages as come, one inspection each. */
    static Inspector inspector(String name, Supplier<Inspection> each) {
        return new Inspector() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Examination examine(RequestFacts facts, Party party, String profile) {
                return message -> Optional.of(each.get());
            }
        };
    }

    /** An inspection whose answers are set one by one; it counts what happens to it. */
    static class Scripted implements Inspection {

        final AtomicInteger closed = new AtomicInteger();
        final AtomicInteger asked = new AtomicInteger();
        final AtomicLong seenBytes = new AtomicLong();
        Mode mode = Mode.STREAM;
        Interest interest = Interest.CHANGE;
        long bound = 1 << 20;
        Supplier<Future<Verdict>> head = () -> Future.succeededFuture(Verdict.RELEASE);
        Function<Buffer, Future<Verdict>> body = piece -> Future.succeededFuture(Verdict.RELEASE);
        Supplier<Future<Verdict>> end = () -> Future.succeededFuture(Verdict.RELEASE);

        @Override
        public Mode mode() {
            return mode;
        }

        @Override
        public Interest interest() {
            return interest;
        }

        @Override
        public long boundBytes() {
            return bound;
        }

        @Override
        public Future<Verdict> head() {
            return head.get();
        }

        @Override
        public Future<Verdict> body(Buffer piece) {
            asked.incrementAndGet();
            seenBytes.addAndGet(piece.length());
            return body.apply(piece);
        }

        @Override
        public Future<Verdict> end() {
            asked.incrementAndGet();
            return end.get();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    static Scripted uppercase() {
        Scripted upper = new Scripted();
        upper.body = piece -> Future.succeededFuture(new Verdict.Replace(Buffer.buffer(piece.toString(StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT))));
        return upper;
    }

    static Scripted keyword(Mode mode, String word) {
        Scripted search = new Scripted();
        StringBuilder seen = new StringBuilder();
        search.mode = mode;
        search.interest = Interest.READ;
        search.body = piece -> {
            seen.append(piece.toString(StandardCharsets.US_ASCII));
            return Future.succeededFuture(seen.indexOf(word) < 0 ? Verdict.RELEASE : deny());
        };
        return search;
    }

    static Verdict deny() {
        return new Verdict.Deny(Denial.of(Reason.CONTENT_REFUSED, "keyword"));
    }
}
