package dev.postern.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "sessions", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "(list | revoke)",
        description = "Lists and ends the sessions of people at a running gateway.")
final class SessionsCommand implements Runnable {

    private static final List<String> COLUMNS = List.of("id", "user", "created", "expires");

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "list or revoke?");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists sessions.")
    int list(@Mixin AdminOptions admin, @Option(names = "--user", paramLabel = "NAME@PROVIDER", description = "of this user only") String user,
            @Option(names = "--json", description = "prints one JSON object a line") boolean json) throws IOException {
        AdminClient client = admin.client();
        Map<String, String> query = new HashMap<>(user == null ? Map.of() : Map.of("user", user));
        PrintWriter out = spec.commandLine().getOut();
        Rows rows = new Rows(out, COLUMNS, json);
        JsonObject page;
        do {
            page = client.call("GET", "sessions", query);
            JsonArray sessions = page.getJsonArray("sessions");
            sessions.forEach(session -> rows.add((JsonObject) session));
            query.put("next", page.getString("next", ""));
        } while (page.containsKey("next"));
        rows.end();
        return 0;
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true,
            description = "Ends a session or all of a user's, and what is open on them. The user may sign in again; postern revoke user keeps them out.")
    int revoke(@Mixin AdminOptions admin, @Parameters(arity = "0..1", paramLabel = "ID", description = "a session, as listed") String id,
            @Option(names = "--user", paramLabel = "NAME@PROVIDER", description = "all sessions of this user instead") String user) throws IOException {
        if ((id == null) == (user == null) || id != null && !id.matches("[\\w-]{1,128}")) {
            throw new ParameterException(spec.commandLine(), "name one session, as listed, or --user");
        }
        JsonObject answer = user != null
                ? admin.client().call("DELETE", "sessions", Map.of("user", user))
                : admin.client().call("DELETE", "sessions/" + id, Map.of());
        int ended = answer.getInteger("ended");
        spec.commandLine().getOut().println(ended + (ended == 1 ? " session" : " sessions") + " ended");
        spec.commandLine().getOut().flush();
        return ended == 0 ? CommandLineOf.FAILED : 0;
    }
}
