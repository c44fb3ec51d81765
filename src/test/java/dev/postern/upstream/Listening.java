package dev.postern.upstream;

import dev.postern.inspect.Direction;
import dev.postern.inspect.MessageExamination;
import dev.postern.inspect.Verdict;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;

/** Looks into messages as a test says, and remembers which. */
final class Listening implements MessageExamination {

    private final Reach reach;
    private final BiFunction<Direction, String, Future<Verdict>> judge;
    final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    final List<String> unread = Collections.synchronizedList(new ArrayList<>());

    /** @param judge is given each message, octet by octet a character */
    Listening(Reach reach, BiFunction<Direction, String, Future<Verdict>> judge) {
        this.reach = reach;
        this.judge = judge;
    }

    @Override
    public Reach reach(Direction direction) {
        return reach;
    }

    @Override
    public Future<Verdict> examine(Direction direction, Kind kind, byte[] octets) {
        String said = new String(octets, java.nio.charset.StandardCharsets.ISO_8859_1);
        heard.add(kind + " " + said);
        return judge.apply(direction, said);
    }

    @Override
    public void unread(Direction direction, String why) {
        unread.add(direction + " " + why);
    }
}
