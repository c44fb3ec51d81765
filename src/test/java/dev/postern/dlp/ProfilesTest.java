package dev.postern.dlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.postern.config.ConfigReader;
import dev.postern.config.Problems;
import dev.postern.inspect.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which profiles outlive a reload. */
class ProfilesTest {

    private static final FileTime THEN = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    private static final String CONFIG = """
            listen: {ingress: {address: 127.0.0.1:0}}
            dlp:
              - name: own
                dictionaries: [{type: PROJECT, file: projects.txt}]
                rules: [{types: [PROJECT], action: block}]
            """;

    @TempDir
    Path dir;
    private final Profiles profiles = new Profiles();

    @BeforeEach
    void write() throws IOException {
        projects("badger\n");
    }

    private void projects(String words) throws IOException {
        Files.setLastModifiedTime(Files.writeString(dir.resolve("projects.txt"), words), THEN);
    }

    private Profile profile(String config) throws IOException {
        Path file = Files.writeString(dir.resolve("postern.yaml"), config);
        Problems problems = new Problems();
        Profile profile = profiles.of(ConfigReader.read(file, name -> Optional.empty()).config().dlp(), problems).get("own");
        problems.throwIfAny();
        return profile;
    }

    @Test
    void whatHasNotChangedIsKept() throws IOException {
        Profile before = profile(CONFIG);
        projects("badger\n");
        assertSame(before, profile("# a line more\n" + CONFIG));
        assertNotSame(before, profile(CONFIG.replace("block", "report")));
        assertEquals(Set.of(dir.resolve("projects.txt").toAbsolutePath()), profiles.files());
    }

    /** Written twice, and not once with {@code in: both}. */
    @ParameterizedTest
    @ValueSource(strings = {"block", "mask", "report"})
    void theSameRuleForEachDirectionRulesBoth(String action) throws IOException {
        String rule = "{types: [PROJECT], in: DIRECTION, action: " + action + '}';
        Profile profile = profile(CONFIG.replace("{types: [PROJECT], action: block}", rule.replace("DIRECTION", "request") + ", " + rule.replace("DIRECTION", "response")));
        assertEquals(1, profile.plan(Direction.REQUEST).rules().size());
        assertEquals(1, profile.plan(Direction.RESPONSE).rules().size());
    }

    /** {@code cp -p} and archives made to be the same each time leave such files. */
    @Test
    void aChangeOfTheSameSizeUnderTheSameTimeIsPickedUp() throws IOException {
        Profile before = profile(CONFIG);
        projects("weasel\n");
        assertNotSame(before, profile(CONFIG));
    }
}
