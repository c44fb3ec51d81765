package dev.postern.identity;

import dev.postern.exchange.RefusedException;
import dev.postern.fuzz.Text;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Claims as an issuer signs them: a user is named in printable text, times are times, a confirmation is one that can be checked. */
public final class ClaimsFuzz {

    private static final UserMapping MAPPING = new UserMapping("corp", "user.name", "groups");

    private ClaimsFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Map<String, Object> json;
        try {
            json = StrictJson.object(data);
        } catch (IOException refused) {
            return;
        }
        MAPPING.user(new Claims(new JsonObject(json))).ifPresent(user -> {
            String name = user.name();
            Text.holds(!name.isBlank() && name.length() <= 256 && name.chars().noneMatch(Character::isISOControl), "user " + name);
        });
        try {
            Validity validity = Validity.in(json, Duration.ofSeconds(30));
            Text.holds(validity.until().getEpochSecond() <= 253_402_300_799L + 30, "until " + validity.until());
        } catch (RefusedException refused) {
            Text.holds(!refused.denial().detail().isEmpty(), "no detail");
        }
        try {
            Confirmation confirmation = Confirmation.in(json);
            Text.same(json.containsKey("cnf"), confirmation.certificate().isPresent(), "a bound token passes as a bearer token");
        } catch (RefusedException refused) {
            return;
        }
    }
}
