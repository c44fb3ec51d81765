package dev.postern.identity;

import dev.postern.fuzz.Text;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;

/** A stored session, opened: it is none, or it says what another JSON reader reads there, and what is written of it is read back the same. */
public final class SessionBytesFuzz {

    private SessionBytesFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        SessionBytes.decode(data).ifPresent(stored -> {
            agrees(stored, new JsonObject(Buffer.buffer(data)));
            byte[] once = SessionBytes.encode(stored);
            StoredSession again = SessionBytes.decode(once).orElseThrow(() -> new AssertionError("written and not read back"));
            Text.holds(Arrays.equals(once, SessionBytes.encode(again)), "written otherwise the second time");
            Text.same(stored.ids(), again.ids(), "ids");
            Text.same(stored.session().tokens(), again.session().tokens(), "tokens");
            Text.same(stored.expiresAt(), again.expiresAt(), "end");
        });
    }

    private static void agrees(StoredSession stored, JsonObject json) {
        Session session = stored.session();
        Text.same(json.getString("key"), session.key().value(), "key");
        Text.same(json.getString("user"), session.user().name(), "user");
        Text.same(json.getString("provider"), session.user().provider(), "provider");
        Text.same(json.getString("id"), stored.ids().current().value(), "id");
        Text.same(json.getLong("version"), stored.version(), "version");
        Text.same(json.getString("device"), session.device().map(dev.postern.pki.Thumbprint::value).orElse(null), "device");
        Text.same(json.getJsonArray("groups").stream().distinct().count(), (long) session.user().groups().size(), "groups");
        Text.same(new JsonObject(json.getString("claims")), session.user().claims().asJson(), "claims");
    }
}
