package dev.postern.content;

import dev.postern.fuzz.Text;
import java.util.Arrays;

/** What holds of every document: nothing is altered but what is replaced, however it arrives. The first two octets say where it is cut. */
final class Promises {

    private Promises() {}

    /** @return what comes out when all runs of digits are replaced */
    static byte[] hold(String type, byte[] data) {
        byte[] body = data.length < 2 ? data : Arrays.copyOfRange(data, 2, data.length);
        if (!Fed.readable(type, body)) {
            return body; // a part in a transfer encoding that nobody reads
        }
        int one = data.length < 2 ? 0 : (data[0] & 0xff) * body.length / 256;
        int other = data.length < 2 ? 0 : (data[1] & 0xff) * body.length / 256;
        Text.same(Text.latin(body), Fed.cut(type, body, Digits.none(), Math.min(one, other), Math.max(one, other)).out(), "altered");
        Fed whole = Fed.whole(type, body, new Digits(2, "\"x<&,"));
        Fed cut = Fed.cut(type, body, new Digits(2, "\"x<&,"), Math.min(one, other), Math.max(one, other));
        Text.same(whole.seen().blocks, cut.seen().blocks, "seen otherwise");
        Text.same(whole.seen().found, cut.seen().found, "found elsewhere");
        Text.same(whole.out(), cut.out(), "written otherwise");
        Text.same(whole.malformed(), cut.malformed(), "judged otherwise");
        return Fed.latin(whole.out());
    }
}
