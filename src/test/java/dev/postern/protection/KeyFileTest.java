package dev.postern.protection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.LogLines;
import dev.postern.config.Located;
import dev.postern.config.Position;
import dev.postern.config.Problem;
import dev.postern.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyFileTest {

    private static final String A = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";
    private static final String B = "AgIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";
    private static final String C = "AwIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";
    private static final Position AT = new Position("postern.yaml", 3, 9);

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        Path file = folder.resolve("keys");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text);
    }

    private List<String> complaints(String text) throws IOException {
        Problems problems = new Problems();
        Optional<KeySource> keys = KeyFile.read(new Located<>(file(text), AT), problems);
        assertEquals(keys.isPresent(), problems.isEmpty());
        return problems.list().stream().map(Problem::message).toList();
    }

    @Test
    void keysAreReadNewestFirst() throws IOException {
        Path file = file("# keys\r\n\nenvelope 2026-11 " + A + "\r\nenvelope\t2025-11  " + B + "\ntoken 2025-11 " + C);
        Problems problems = new Problems();
        KeySource keys = KeyFile.read(new Located<>(file, AT), problems).orElseThrow();
        assertTrue(problems.isEmpty());
        assertEquals(List.of("2026-11", "2025-11"), keys.keys(Key.Purpose.ENVELOPE).stream().map(Key::id).toList());
        assertEquals(Optional.of(new Key("2025-11", Key.Purpose.TOKEN, Base64.getDecoder().decode(C))), keys.newest(Key.Purpose.TOKEN));
        assertEquals(Optional.empty(), keys.newest(Key.Purpose.FINGERPRINT));
        assertEquals(Optional.empty(), keys.key(Key.Purpose.TOKEN, "2026-11"));
        assertEquals("[***, ***]", keys.keys(Key.Purpose.ENVELOPE).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "token k                 | line 1 of the file of keys: 2 words instead of three",
        "tokens k " + A + "      | line 1 of the file of keys: the purpose is none of token, envelope, fingerprint",
        "TOKEN k " + A + "       | line 1 of the file of keys: the purpose is none of token, envelope, fingerprint",
        "token k.1 " + A + "     | line 1 of the file of keys: the id is not 1 to 32 letters, digits, - and _",
        "token " + A + " k       | line 1 of the file of keys: the id is not 1 to 32 letters, digits, - and _",
        "token k AQIDBA==        | line 1 of the file of keys: the key is not 32 octets in base64",
        "token k AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= | line 1 of the file of keys: the key is not 32 octets in base64",
        "token k " + A + "= | line 1 of the file of keys: the key is not 32 octets in base64",
        "token k !" + A + " | line 1 of the file of keys: the key is not 32 octets in base64",
        "''                      | the file of keys has none"})
    void aWrongLineIsNamedAndNotShown(String line, String complaint) throws IOException {
        assertEquals(List.of(complaint), complaints(line));
        assertFalse(complaints(line).toString().contains("AQID"));
    }

    @Test
    void everythingWrongIsToldAtOnce() throws IOException {
        assertEquals(List.of("line 2 of the file of keys: this id stands there already for this purpose",
                "line 3 of the file of keys: this key stands there already: each is for one purpose, under one id",
                "line 4 of the file of keys: 1 word instead of three"),
                complaints("token k " + A + "\ntoken k " + B + "\nenvelope k " + A + "\nx\n"));
        assertEquals(List.of("the file of keys is larger than 64 KiB"), complaints("#".repeat(KeyFile.MOST_BYTES + 1)));
        Problems problems = new Problems();
        assertEquals(Optional.empty(), KeyFile.read(new Located<>(folder.resolve("none"), AT), problems));
        assertEquals(new Problem(AT, "the file of keys cannot be read", "looked at " + folder.resolve("none")), problems.list().getFirst());
    }

    @Test
    void aFileOpenToOthersIsNoticed() throws IOException {
        Path file = file("token k " + A);
        try (LogLines log = new LogLines("dev.postern.protection")) {
            assertTrue(KeyFile.read(new Located<>(file, AT), new Problems()).isPresent());
            assertEquals(List.of(), log.heard());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
            assertTrue(KeyFile.read(new Located<>(file, AT), new Problems()).isPresent());
            assertEquals(List.of("WARN event=key-file-open-to-others file=" + file + " hint=\"chmod 600\""), log.heard());
        }
    }

    @Test
    void keysAreComparedWhole() {
        byte[] secret = Base64.getDecoder().decode(A);
        Key key = new Key("k", Key.Purpose.TOKEN, secret);
        secret[31]++;
        assertNotEquals(key, new Key("k", Key.Purpose.TOKEN, secret));
        secret[31]--;
        assertEquals(key, new Key("k", Key.Purpose.TOKEN, secret));
        assertNotEquals(key, new Key("k", Key.Purpose.ENVELOPE, secret));
        assertThrows(IllegalArgumentException.class, () -> new Key("k", Key.Purpose.TOKEN, new byte[16]));
        assertThrows(IllegalArgumentException.class, () -> new Key("", Key.Purpose.TOKEN, secret));
    }
}
