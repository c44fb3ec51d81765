package dev.postern.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "revoke", mixinStandardHelpOptions = true,
        description = "Keeps a user, a device or a certificate out of a running gateway from now on, and ends what is open of it. Without arguments, lists what is revoked.")
final class RevokeCommand implements Callable<Integer> {

    private static final String USUAL_LIFE = "P30D";

    @Mixin
    AdminOptions admin;
    @Parameters(index = "0", arity = "0..1", paramLabel = "KIND", description = "user, device, serial or certificate")
    String kind;
    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME",
            description = "a user as name@provider, a device as the record names it, a serial as authority/hex, a certificate's SHA-256 in hex or base64url; hex in any case, with or "
                    + "without colons, as openssl x509 -serial and -fingerprint -sha256 print it")
    String name;
    @Option(names = "--why", paramLabel = "TEXT", description = "for the record")
    String why;
    @Option(names = "--for", paramLabel = "DURATION", description = "when it lapses, ISO 8601 (default: " + USUAL_LIFE + ")")
    String life;
    @Option(names = "--lift", description = "takes the revocation back instead")
    boolean lift;
    @Option(names = "--json", description = "prints one JSON object a line")
    boolean json;
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        refuseWhatWouldSayNothing();
        if (kind == null) {
            return list();
        }
        if (name == null) {
            throw new ParameterException(spec.commandLine(), "which " + kind + "?");
        }
        JsonObject answer = lift
                ? admin.client().call("DELETE", "revocations", Map.of("kind", kind, "value", name))
                : admin.client().call("PUT", "revocations", Map.of("kind", kind, "value", name, "why", why == null ? "" : why, "for", life()));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer.encode());
        } else if (lift) {
            out.println(answer.getBoolean("lifted") ? "lifted" : "it was not revoked");
        } else {
            out.println("revoked for " + life() + ", sessions ended: " + answer.getInteger("ended"));
        }
        out.flush();
        return lift && !answer.getBoolean("lifted") ? CommandLineOf.FAILED : 0;
    }

    /** Whoever wrote --lift meant to lift something. */
    private void refuseWhatWouldSayNothing() {
        if (kind == null && (lift || why != null || life != null)) {
            throw new ParameterException(spec.commandLine(), "--lift, --why and --for go with KIND and NAME");
        }
        if (lift && (why != null || life != null)) {
            throw new ParameterException(spec.commandLine(), "--why and --for say nothing of what is lifted");
        }
    }

    private String life() {
        return life == null ? USUAL_LIFE : life;
    }

    private int list() throws IOException {
        AdminClient client = admin.client();
        Rows rows = new Rows(spec.commandLine().getOut(), List.of("kind", "value", "until", "by", "why"), json);
        Map<String, String> query = new HashMap<>();
        JsonObject page;
        do {
            page = client.call("GET", "revocations", query);
            page.getJsonArray("revocations").forEach(one -> rows.add((JsonObject) one));
            query.put("next", page.getString("next", ""));
        } while (page.containsKey("next"));
        rows.end();
        return 0;
    }
}
