package dev.postern.identity;

import dev.postern.fuzz.Text;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;

/** A provider's discovery document: where it leads is said there by this issuer, is https, and is dialled as it reads. */
public final class DiscoveryFuzz {

    private static final String ISSUER = "https://idp.test/realms/corp";

    private DiscoveryFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        URI keys;
        try {
            keys = DiscoveredKeys.keysIn(data, ISSUER);
        } catch (IOException | IllegalArgumentException refused) {
            return;
        }
        JsonObject json = new JsonObject(Buffer.buffer(data));
        Text.same(ISSUER, json.getValue("issuer"), "issuer");
        Text.same(json.getValue("jwks_uri"), keys.toString(), "address");
        Text.holds(keys.toString().regionMatches(true, 0, "https://", 0, 8) && keys.getRawUserInfo() == null, "leads to " + keys);
        RequestOptions dialled = new RequestOptions().setAbsoluteURI(keys.toString());
        Text.holds(keys.getHost().equals(dialled.getHost()) && dialled.isSsl(), "dialled as " + dialled.getHost() + ": " + keys);
    }
}
