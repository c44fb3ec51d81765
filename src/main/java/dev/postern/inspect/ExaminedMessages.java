package dev.postern.inspect;

import dev.postern.exchange.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Several examinations of the same messages, in order: what one passes on is shown to the next. What one of them fails to say in time is a refusal. Made, and used, on the exchange's event loop. */
final class ExaminedMessages implements MessageExamination {

    private final Map<Direction, Way> ways = new EnumMap<>(Direction.class);

    record Named(String inspector, MessageExamination examination) {}

    /** One direction. */
    private record Way(List<Named> looking, Chain.Terms terms, Verdicts verdicts) {}

    ExaminedMessages(List<Named> all, InspectionPlan.Settings settings) {
        for (Direction direction : Direction.values()) {
            Chain.Terms terms = new Chain.Terms(direction, settings.verdictWithin());
            List<Named> looking = all.stream().filter(one -> one.examination().reach(direction).messageBytes() > 0).toList();
            ways.put(direction, new Way(looking, terms, new Verdicts(terms)));
        }
    }

    /** The least of what any of them can do; a message beyond it passes only where all let it. */
    @Override
    public Reach reach(Direction direction) {
        List<Reach> reaches = ways.get(direction).looking().stream().map(one -> one.examination().reach(direction)).toList();
        return reaches.isEmpty() ? Reach.NONE : new Reach(reaches.stream().mapToInt(Reach::messageBytes).min().getAsInt(),
                reaches.stream().anyMatch(reach -> reach.beyond() == Beyond.REFUSE) ? Beyond.REFUSE : Beyond.PASS);
    }

    /** Never fails: what cannot be told is a {@link Verdict.Deny}. Completed on the event loop. */
    @Override
    public Future<Verdict> examine(Direction direction, Kind kind, byte[] octets) {
        return examine(0, new Asked(direction, kind, octets), Verdict.RELEASE);
    }

    private record Asked(Direction direction, Kind kind, byte[] octets) {}

    private Future<Verdict> examine(int at, Asked asked, Verdict before) {
        Way way = ways.get(asked.direction());
        if (at == way.looking().size()) {
            return Future.succeededFuture(before);
        }
        Named next = way.looking().get(at);
        Future<Verdict> answer = way.verdicts().of(next.inspector(), () -> next.examination().examine(asked.direction(), asked.kind(), asked.octets()));
        return answer.transform(said -> said.failed() ? Future.succeededFuture(new Verdict.Deny(((RefusedException) said.cause()).denial()))
                : follow(at, asked, before, said.result()));
    }

    private Future<Verdict> follow(int at, Asked asked, Verdict before, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Release release -> examine(at + 1, asked, before);
            case Verdict.Replace(Buffer content) -> examine(at + 1, new Asked(asked.direction(), asked.kind(), content.getBytes(0, content.length())), verdict);
            case Verdict.Deny deny -> Future.succeededFuture(deny);
            case Verdict.Hold _, Verdict.Amend _ -> Future.succeededFuture(new Verdict.Deny(ways.get(asked.direction()).terms().uninspected("an inspector came to no verdict").denial()));
        };
    }

    @Override
    public void unread(Direction direction, String why) {
        ways.get(direction).looking().forEach(one -> one.examination().unread(direction, why));
    }
}
