package dev.postern.audit;

import dev.postern.audit.Verification.Declared;
import dev.postern.audit.Verification.Fault;
import dev.postern.audit.Verification.TailProof;
import java.io.IOException;
import java.util.Optional;

/** Follows a chain line by line up to the first fault. */
final class ChainCheck {

    private final Anchor.Reading anchor;
    private final Optional<String> expected;
    /** What stands before the first line found. */
    private Link start = Link.GENESIS;
    private boolean startVouchedFor = true;
    private Link head = Link.GENESIS;
    private Link beforeHead = Link.GENESIS;
    private Declared declared = Declared.NOTHING;
    private Optional<Fault> fault = Optional.empty();
    private boolean expectedSeen;
    /** A line that does not continue the one before it; the next line tells which of the two was changed. */
    private Optional<Link> suspect = Optional.empty();

    ChainCheck(Anchor.Reading anchor, Optional<String> expected) {
        this.anchor = anchor;
        this.expected = expected;
    }

    boolean going() {
        return fault.isEmpty();
    }

    long lines() {
        return head.seq() - start.seq();
    }

    void line(LineReader reader) {
        long number = suspect.map(Link::seq).orElse(head.seq()) + 1;
        switch (reader.end()) {
            case TOO_LONG -> spoiled(number, "the line is longer than any line the gateway writes");
            case NOTHING -> spoiled(number, "the last line is not finished: it has been cut, or is being written now");
            case LINE_FEED -> finished(reader, number);
        }
    }

    /** Where the next line should be, nothing can be read. */
    void damaged(String why) {
        spoiled(suspect.map(Link::seq).orElse(head.seq()) + 1, why);
    }

    private void finished(LineReader reader, long number) {
        try {
            LineFacts facts = LineFacts.parse(reader.line(), reader.length());
            if (head.equals(Link.GENESIS) && suspect.isEmpty() && facts.seq() > 1) {
                begin(facts);
                number = facts.seq();
            }
            Link link = Link.of(number, reader.line(), reader.length());
            if (suspect.isPresent()) {
                resolve(facts.prev().equals(suspect.get().hash()));
            } else {
                judge(facts, link);
            }
        } catch (IOException | IllegalArgumentException foreign) {
            spoiled(number, "the line is no line of an audit trail");
        }
    }

    /** A trail whose oldest files were removed begins later; some line of it has to say so. */
    private void begin(LineFacts facts) {
        start = new Link(facts.seq() - 1, facts.prev());
        startVouchedFor = false;
        head = start;
        beforeHead = start;
    }

    private void judge(LineFacts facts, Link link) {
        if (facts.seq() != link.seq()) {
            fault(link.seq(), outOfOrder(facts.seq(), link.seq()));
        } else if (!facts.prev().equals(head.hash())) {
            suspect(link);
        } else if (anchored(link.seq()) && !anchor.link().orElseThrow().equals(link)) {
            fault(link.seq(), "the line has been changed: the anchor knows it with another hash");
        } else {
            accept(facts, link);
        }
    }

    private void suspect(Link link) {
        if (head.seq() == start.seq()) {
            fault(link.seq(), "the first line does not begin a chain");
        } else {
            suspect = Optional.of(link);
        }
    }

    private void accept(LineFacts facts, Link link) {
        beforeHead = head;
        head = link;
        startVouchedFor |= facts.pruned().filter(start::equals).isPresent();
        expectedSeen |= expected.filter(link.hash()::equals).isPresent();
        boolean resumed = facts.record().equals("chain.resumed");
        declared = new Declared(declared.lost() + facts.lost(), declared.resumed() + (resumed ? 1 : 0), declared.torn() + (facts.torn() ? 1 : 0));
        if (resumed && !facts.anchor().equals("sound")) {
            fault(link.seq(), "the gateway itself found the trail changed before this line (anchor: " + anchorWord(facts.anchor()) + ")");
        }
    }

    /** What a line says is repeated only when it is a word the gateway uses. */
    private static String anchorWord(String said) {
        return switch (said) {
            case "lines_missing", "line_changed", "absent" -> said.replace('_', ' ');
            default -> "unknown";
        };
    }

    private boolean anchored(long seq) {
        return anchor.link().filter(link -> link.seq() == seq).isPresent();
    }

    private static String outOfOrder(long found, long wanted) {
        return found > wanted
                ? (found - wanted) + " line(s) are missing before this one, number " + found
                : "the line has number " + found + " where " + wanted + " should follow: it was repeated, moved or inserted";
    }

    /** The line after the suspect vouches for the suspect, or does not. */
    private void resolve(boolean suspectIsSound) {
        Link doubtful = suspect.orElseThrow();
        long bad = suspectIsSound ? doubtful.seq() - 1 : doubtful.seq();
        suspect = Optional.empty();
        head = suspectIsSound ? beforeHead : head;
        fault(bad, "the line has been changed: its neighbours do not fit it");
    }

    private void spoiled(long line, String why) {
        if (suspect.isPresent()) {
            resolve(false);
        } else {
            fault(line, why);
        }
    }

    private void fault(long line, String why) {
        if (fault.isEmpty()) {
            fault = Optional.of(new Fault(line, why));
        }
    }

    Verification result() {
        suspect.ifPresent(last -> resolve(anchor.link().filter(last::equals).isPresent()));
        if (fault.isEmpty()) {
            end();
        }
        return new Verification(head.seq() - start.seq(), head, fault, proof(), declared);
    }

    private void end() {
        long next = head.seq() + 1;
        anchor.link().filter(link -> link.seq() > head.seq())
                .ifPresent(link -> fault(next, (link.seq() - head.seq()) + " line(s) have been cut from the end"));
        if (anchor.state() == Anchor.State.BROKEN) {
            fault(next, "the anchor beside the file cannot be read");
        }
        if (expected.isPresent() && !expectedSeen) {
            fault(next, "no line has the expected hash: lines have been cut or changed");
        }
        if (head.seq() == 0) {
            fault(1, "the file is empty");
        }
        if (!startVouchedFor) {
            fault(1, start.seq() + " line(s) are missing before the first one, number " + (start.seq() + 1) + ", and no line says that they were removed");
        }
    }

    private TailProof proof() {
        if (expectedSeen) {
            return TailProof.EXPECTED_HEAD;
        }
        return anchor.link().isPresent() ? TailProof.ANCHOR : TailProof.NONE;
    }
}
