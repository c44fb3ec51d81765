package dev.postern.collector;

import dev.postern.fuzz.Text;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;

/** A collector's answer with status 200: an acknowledgement is a JSON object to another reader too, and one that rejects something is none. */
public final class OtlpAnswerFuzz {

    private OtlpAnswerFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        long rejected;
        try {
            rejected = OtlpEndpoint.rejected(data);
        } catch (IOException refused) {
            return;
        }
        Text.holds(rejected >= 0, "rejected " + rejected);
        JsonObject answer;
        try {
            answer = new JsonObject(Buffer.buffer(data));
        } catch (io.vertx.core.json.DecodeException stricter) {
            throw new AssertionError("taken for an acknowledgement, and no JSON object", stricter);
        }
        Object partial = answer.getValue("partialSuccess");
        if (partial instanceof JsonObject object && object.getValue("rejectedLogRecords") instanceof Number number && number.longValue() > 0) {
            Text.holds(rejected > 0, "a rejection passes for an acknowledgement: " + answer);
        }
    }
}
