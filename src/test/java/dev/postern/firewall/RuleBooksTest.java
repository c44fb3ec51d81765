package dev.postern.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Located;
import dev.postern.config.Position;
import dev.postern.config.Problems;
import dev.postern.config.WafConfig;
import dev.postern.inspect.Workers;
import dev.postern.waf.RuleMatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When rule files are read again. */
class RuleBooksTest {

    private static final Position AT = new Position("postern.yaml", 1, 1);
    private static final WafConfig.Body BODY = new WafConfig.Body(WafConfig.Body.Inspect.ON, 1024, WafConfig.Body.Beyond.REFUSE);

    private static final Workers WORKERS = new Workers("test");

    @TempDir
    Path dir;
    private Path words;
    private final RuleBooks books = new RuleBooks(InstantSource.system());

    @BeforeEach
    void write() throws IOException {
        Files.writeString(dir.resolve("own.conf"), "SecRule ARGS \"@pmFromFile words.data\" \"id:1,phase:2,deny,log,severity:CRITICAL\"\n");
        words = Files.writeString(dir.resolve("words.data"), "badger\n");
    }

    private Ruling ruling() {
        return ruling(books);
    }

    private Ruling ruling(RuleBooks books) {
        WafConfig config = new WafConfig(new Located<>("own", AT), List.of(new Located<>(dir.resolve("own.conf"), AT)), Optional.of(WafConfig.Mode.ENFORCE), new WafConfig.Paranoia(1, 1),
                new WafConfig.Thresholds(5, 4), List.of(), BODY, BODY);
        Problems problems = new Problems();
        Ruling ruling = books.rulings(List.of(config), problems).get("own");
        problems.throwIfAny();
        return ruling;
    }

    private static List<Long> asked(Ruling ruling, String word) {
        byte[] raw = ("GET /?q=" + word + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        return Trial.of(ruling, raw, WORKERS).matches().stream().map(RuleMatch::ruleId).toList();
    }

    /** What rules look at where nothing says how the body is to be read, and where its type is spelled as few are. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", value = {
        "Content-Type: text/json | {'q':'ATTACK'} | ARGS:q",
        "Content-Type: application/x_y+json | {'q':'ATTACK'} | ARGS:q",
        "Content-Type: application/a!#$&^b+c+JSON;x=y | {'q':'ATTACK'} | ARGS:q",
        "Content-Type: application/x_y+xml | <a>ATTACK</a> | XML:/*",
        "X-Y: z | {'q':'ATTACK'} | ARGS:q REQUEST_BODY",
        "X-Y: z | <a>ATTACK</a> | XML:/* REQUEST_BODY",
        "X-Y: z | q=ATTACK | ARGS:q REQUEST_BODY",
        "Content-Type: multipart/related; boundary=b | --b~Content-Type: application/xop+xml~~<a>ATTACK</a>~--b--~ | XML:/* REQUEST_BODY",
        "Content-Type: application/octet-stream | ATTACK | REQUEST_BODY"})
    void noBodyIsUnread(String field, String body, String expected) throws IOException {
        Files.writeString(dir.resolve("own.conf"), "SecRule ARGS|XML:/*|REQUEST_BODY \"@contains union select\" \"id:1,phase:2,pass,log\"\n");
        String sent = body.replace('\'', '"').replace("~", "\r\n").replace("ATTACK", "1' or 1=1 union select password from users --");
        byte[] raw = ("POST / HTTP/1.1\r\nHost: a\r\n" + field + "\r\nContent-Length: " + sent.length() + "\r\n\r\n" + sent).getBytes(StandardCharsets.US_ASCII);
        assertEquals(expected, Trial.of(ruling(), raw, WORKERS).matches().stream().map(RuleMatch::variable).collect(Collectors.joining(" ")));
    }

    @Test
    void whatHasNotChangedIsKept() {
        assertSame(ruling().rules(), ruling().rules());
    }

    @Test
    void aDataFileThatChangesAloneIsPickedUp() throws IOException {
        Ruling before = ruling();
        assertEquals(List.of(1L), asked(before, "badger"));
        assertTrue(books.files().contains(words.toAbsolutePath().normalize()));
        Files.writeString(words, "weasels\n");
        Ruling after = ruling();
        assertNotSame(before.rules(), after.rules());
        assertEquals(List.of(), asked(after, "badger"));
        assertEquals(List.of(1L), asked(after, "weasels"));
    }

    /** {@code cp -p} and archives made to be the same each time leave such files. */
    @Test
    void aChangeOfTheSameSizeUnderTheSameTimeIsPickedUp() throws IOException {
        FileTime then = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        Files.setLastModifiedTime(words, then);
        assertEquals(List.of(1L), asked(ruling(), "badger"));
        Files.setLastModifiedTime(Files.writeString(words, "weasel\n"), then);
        assertEquals(List.of(), asked(ruling(), "badger"));
        assertEquals(List.of(1L), asked(ruling(), "weasel"));
    }

    /** The rule file when it has been read already and its data file is about to be; the included file when it is about to be read itself. */
    @ParameterizedTest
    @ValueSource(strings = {"words.data", "more.conf"})
    void aFileThatIsWrittenWhileRulesAreCompiledIsPickedUpTheNextTime(String moment) throws IOException {
        Path own = dir.resolve("own.conf");
        Files.writeString(dir.resolve("more.conf"), "SecRule ARGS \"@streq otter\" \"id:2,phase:2,deny,log\"\n");
        Files.writeString(own, "Include more.conf\n" + Files.readString(own));
        AtomicBoolean written = new AtomicBoolean();
        RuleBooks watched = new RuleBooks(InstantSource.system(), file -> {
            if (file.endsWith(moment) && written.compareAndSet(false, true)) {
                replace(own, "id:1,", "id:11,");
                replace(dir.resolve("more.conf"), "otter", "heron");
            }
        });
        ruling(watched);
        assertTrue(written.get());
        Ruling after = ruling(watched);
        assertEquals(List.of(11L), asked(after, "badger"));
        assertEquals(List.of(2L), asked(after, "heron"));
        assertEquals(List.of(), asked(after, "otter"));
        assertSame(after.rules(), ruling(watched).rules());
    }

    private static void replace(Path file, String before, String after) {
        try {
            Files.writeString(file, Files.readString(file).replace(before, after));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void aFileThatAppearsWhereAPatternLooksIsPickedUp() throws IOException {
        Files.createDirectory(dir.resolve("more"));
        Files.writeString(dir.resolve("own.conf"), "IncludeOptional more/*.conf\n");
        assertEquals(List.of(), asked(ruling(), "otter"));
        Files.writeString(dir.resolve("more/a.conf"), "SecRule ARGS \"@streq otter\" \"id:2,phase:2,deny,log\"\n");
        assertEquals(List.of(2L), asked(ruling(), "otter"));
    }
}
