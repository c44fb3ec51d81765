package dev.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code postern revoke}: what the gateway is asked for, and what it is not asked for. */
class RevokeCommandTest {

    private static final int MISUSED = 2;
    private static final String CREDENTIALS = " Bearer 0123456789abcdef0123456789abcdef";

    @TempDir
    Path dir;
    private AnsweringAdmin admin;

    @BeforeEach
    void admin() throws Exception {
        Files.writeString(dir.resolve("token"), "0123456789abcdef0123456789abcdef");
        admin = new AnsweringAdmin(Optional.empty(), 200, "{\"revocations\":[],\"lifted\":true,\"ended\":0}");
    }

    @AfterEach
    void close() {
        admin.close();
    }

    private Commands.Ran revoke(String arguments) {
        List<String> all = new ArrayList<>(List.of("revoke", "--admin", "http://127.0.0.1:" + admin.port(), "--token-file", dir.resolve("token").toString()));
        all.addAll(arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")));
        return Commands.run(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--lift                              | --lift, --why and --for go with KIND and NAME",
        "--why left                          | --lift, --why and --for go with KIND and NAME",
        "--for P1D                           | --lift, --why and --for go with KIND and NAME",
        "user alice@corp --lift --why back   | --why and --for say nothing of what is lifted",
        "user alice@corp --lift --for P30D   | --why and --for say nothing of what is lifted",
        "user --lift                         | which user?"})
    void whatWouldSayNothingIsAMisuse(String arguments, String why) {
        Commands.Ran ran = revoke(arguments);
        assertEquals(MISUSED, ran.exit(), ran.out() + ran.err());
        assertEquals(why, ran.err().lines().findFirst().orElseThrow());
        assertEquals(List.of(), admin.asked());
    }

    @Test
    void theOthersAreAskedFor() {
        assertEquals("revoked for P30D, sessions ended: 0", revoke("user alice@corp").out().strip());
        assertEquals("revoked for P1D, sessions ended: 0", revoke("user alice@corp --for P1D --why left").out().strip());
        assertEquals("lifted", revoke("user alice@corp --lift").out().strip());
        assertEquals(0, revoke("").exit());
        assertEquals(List.of(
                "PUT /api/v1/revocations?for=P30D&kind=user&value=alice%40corp&why=" + CREDENTIALS,
                "PUT /api/v1/revocations?for=P1D&kind=user&value=alice%40corp&why=left" + CREDENTIALS,
                "DELETE /api/v1/revocations?kind=user&value=alice%40corp" + CREDENTIALS,
                "GET /api/v1/revocations" + CREDENTIALS), admin.asked());
    }
}
