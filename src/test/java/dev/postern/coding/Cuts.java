package dev.postern.coding;

import dev.postern.coding.CodingException.Problem;
import dev.postern.fuzz.Text;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/** What holds for every body, whatever it is: cut in any way it is decoded to the same or has the same problem, within the limits, and is encoded so that it is decoded again. */
final class Cuts {

    /** By sizes alone: what ratios make of a body may differ with its cuts. */
    private static final Limits LIMITS = new Limits(1 << 20, 1 << 20, 1 << 20, 1 << 20);

    private record Outcome(byte[] content, Optional<Problem> problem) {}

    private Cuts() {}

    static void check(String coding, byte[] data) {
        if (data.length == 0) {
            return;
        }
        byte[] body = Arrays.copyOfRange(data, 1, data.length);
        Outcome whole = outcome(coding, body, Math.max(1, body.length));
        Text.holds(whole.content.length <= 1 << 20, "more than allowed");
        same(whole, outcome(coding, body, 1));
        same(whole, outcome(coding, body, 1 + (data[0] & 0xff)));
        if (whole.problem.isEmpty()) {
            try {
                byte[] again = Coded.encoded(coding, whole.content, 1 + (data[0] & 0xff) * 100);
                Text.holds(Arrays.equals(whole.content, Coded.decoded(coding, again, LIMITS, 500)), "another content after encoding it again");
            } catch (CodingException broken) {
                throw new AssertionError(broken);
            }
        }
    }

    /** Of a broken body so much may have been decoded, or more. */
    private static void same(Outcome one, Outcome other) {
        Text.same(one.problem, other.problem, "problems of cuts");
        int common = one.problem.isEmpty() ? Math.max(one.content.length, other.content.length) : Math.min(one.content.length, other.content.length);
        Text.holds(Arrays.equals(Arrays.copyOf(one.content, common), Arrays.copyOf(other.content, common)), "contents of cuts differ");
        Text.holds(one.problem.isPresent() || one.content.length == other.content.length, "lengths of cuts differ");
    }

    private static Outcome outcome(String coding, byte[] body, int cut) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Decoding decoding = Decoding.of(coding, LIMITS)) {
            for (int at = 0; at < body.length; at += cut) {
                decoding.add(Arrays.copyOfRange(body, at, Math.min(body.length, at + cut)), out::writeBytes);
            }
            decoding.end();
            return new Outcome(out.toByteArray(), Optional.empty());
        } catch (CodingException problem) {
            return new Outcome(out.toByteArray(), Optional.of(problem.problem()));
        }
    }
}
