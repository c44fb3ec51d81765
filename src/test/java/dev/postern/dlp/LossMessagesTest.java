package dev.postern.dlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.inspect.Conversation;
import dev.postern.inspect.Direction;
import dev.postern.inspect.Finding;
import dev.postern.inspect.MessageExamination;
import dev.postern.inspect.MessageExamination.Beyond;
import dev.postern.inspect.MessageExamination.Kind;
import dev.postern.inspect.MessageExamination.Reach;
import dev.postern.inspect.Party;
import dev.postern.inspect.Verdict;
import dev.postern.inspect.Workers;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages of a WebSocket before a profile. */
final class LossMessagesTest {

    private static final String CARD = "4012 8888 8888 1881";
    private static final Workers WORKERS = new Workers("test");

    @TempDir
    Path dir;
    private LossExamination examination;

    private MessageExamination messages(String profile) throws Exception {
        return messages(profile, new Party(Party.Kind.USER, "alice", "lab", Set.of()));
    }

    private MessageExamination messages(String profile, Party party) throws Exception {
        examination = new LossExamination(Profiled.of(dir, profile).profile, party, WORKERS);
        return assertInstanceOf(Conversation.Examined.class, examination.conversation()).by();
    }

    private static Verdict verdict(MessageExamination messages, Direction direction, Kind kind, byte[] octets) throws Exception {
        return messages.examine(direction, kind, octets).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** What is sent in place of a text. */
    private static String sent(MessageExamination messages, Direction direction, String text) throws Exception {
        return switch (verdict(messages, direction, Kind.TEXT, text.getBytes(StandardCharsets.UTF_8))) {
            case Verdict.Release release -> text;
            case Verdict.Replace(Buffer content) -> content.toString(StandardCharsets.UTF_8);
            case Verdict.Deny deny -> deny.denial().reason().code();
            case Verdict.Hold _, Verdict.Amend _ -> "hold";
        };
    }

    private List<String> found() {
        return examination.close().stream().map(finding -> finding.rule() + " " + finding.place() + " " + finding.what()).toList();
    }

    @Test
    void fieldsAreToldApartAndDirectionsToo() throws Exception {
        MessageExamination messages = messages("""
                rules: [{types: [CREDIT_CARD_NUMBER], fields: [/pay/card], in: request, action: block}, {types: [CREDIT_CARD_NUMBER], in: response, action: mask, mask: {keep-last: 4}}]""");
        assertEquals("content.sensitive", sent(messages, Direction.REQUEST, "{\"pay\":{\"card\":\"" + CARD + "\"}}"));
        assertEquals("{\"note\":\"" + CARD + "\"}", sent(messages, Direction.REQUEST, "{\"note\":\"" + CARD + "\"}"));
        assertEquals("{\"note\":\"XXXX XXXX XXXX 1881\",\"n\":1}", sent(messages, Direction.RESPONSE, "{\"note\":\"4012 \\u0038888 8888 1881\",\"n\":1}"));
        assertEquals("hello, XXXX XXXX XXXX 1881!", sent(messages, Direction.RESPONSE, "hello, " + CARD + "!"));
        assertEquals("", sent(messages, Direction.RESPONSE, ""));
        assertEquals(List.of("CREDIT_CARD_NUMBER request /pay/card payment card number, refused", "CREDIT_CARD_NUMBER response /note payment card number, masked",
                "CREDIT_CARD_NUMBER response payment card number, masked"), found());
    }

    @Test
    void eachMessageIsOfItsOwn() throws Exception {
        MessageExamination messages = messages("rules: [{types: [CREDIT_CARD_NUMBER], action: block}]");
        assertEquals("{\"open\":", sent(messages, Direction.REQUEST, "{\"open\":"));
        assertEquals("content.sensitive", sent(messages, Direction.REQUEST, CARD));
        assertEquals("fine", sent(messages, Direction.REQUEST, "fine"), "what was refused before does not stick");
    }

    @Test
    void tokensAndEnvelopesThatGoUpComeBackAsTheyWere() throws Exception {
        MessageExamination messages = messages("""
                rules: [{types: [CREDIT_CARD_NUMBER], in: request, action: tokenise, tokens: {keep-first: 6, keep-last: 4}}, {types: [IBAN_CODE], in: request, action: encrypt},
                  {types: [CREDIT_CARD_NUMBER, IBAN_CODE], in: response, action: restore, tokens: {keep-first: 6, keep-last: 4}}]""");
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            String text = "x".repeat(random.nextInt(6_000)) + " pay " + CARD + " to DE89 3704 0044 0532 0130 00 " + "é".repeat(random.nextInt(50));
            String message = i % 2 == 0 ? text : "{\"t\":\"" + text + "\",\"n\":[" + i + "]}";
            String up = sent(messages, Direction.REQUEST, message);
            assertFalse(up.contains("8888 8888") || up.contains("DE89"), up);
            assertEquals(message, sent(messages, Direction.RESPONSE, up));
        }
    }

    @Test
    void binaryIsReadAsABodyOfWhichNothingIsSaid() throws Exception {
        MessageExamination messages = messages("rules: [{types: [CREDIT_CARD_NUMBER], in: request, action: block}, {types: [CREDIT_CARD_NUMBER], in: response, action: mask}]");
        byte[] noise = new byte[3_000];
        new Random(1).nextBytes(noise);
        assertEquals(Verdict.RELEASE, verdict(messages, Direction.REQUEST, Kind.BINARY, noise));
        assertInstanceOf(Verdict.Deny.class, verdict(messages, Direction.REQUEST, Kind.BINARY, ("\u0000\u0001 " + CARD).getBytes(StandardCharsets.ISO_8859_1)));
        assertInstanceOf(Verdict.Deny.class, verdict(messages, Direction.REQUEST, Kind.BINARY, ("{\"c\":\"" + CARD + "\"}").getBytes(StandardCharsets.UTF_16LE)), "in UTF-16");
        assertInstanceOf(Verdict.Deny.class, verdict(messages, Direction.RESPONSE, Kind.BINARY, zip(CARD)), "what is in an archive cannot be changed");
        assertEquals(Verdict.RELEASE, verdict(messages, Direction.RESPONSE, Kind.BINARY, zip("nothing")));
    }

    private static byte[] zip(String text) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("a.txt"));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    @Test
    void reportingChangesNothing() throws Exception {
        MessageExamination messages = messages("mode: report, rules: [{types: [CREDIT_CARD_NUMBER], in: request, action: block}, {types: [CREDIT_CARD_NUMBER], in: response, action: mask}]");
        assertEquals(CARD, sent(messages, Direction.REQUEST, CARD));
        assertEquals(CARD, sent(messages, Direction.RESPONSE, CARD));
        assertEquals(Verdict.RELEASE, verdict(messages, Direction.RESPONSE, Kind.BINARY, zip(CARD)));
        assertEquals(new Reach(2 << 20, Beyond.PASS), messages.reach(Direction.REQUEST));
        assertTrue(found().size() >= 3);
    }

    @Test
    void theProfileSaysHowFar() throws Exception {
        MessageExamination messages = messages("rules: [{types: [CREDIT_CARD_NUMBER], action: block}], request: {limit: 64KiB}, response: {unreadable: pass, limit: 1MiB}");
        assertEquals(new Reach(64 << 10, Beyond.REFUSE), messages.reach(Direction.REQUEST));
        assertEquals(new Reach(1 << 20, Beyond.PASS), messages.reach(Direction.RESPONSE));
        for (int i = 0; i < 1_000; i++) {
            messages.unread(Direction.RESPONSE, "a message longer than may be held");
        }
        assertEquals(List.of("unreadable  a message longer than may be held"), found(), "told once");
    }

    @Test
    void directionsThatNoRuleIsAboutAreNotLookedInto() throws Exception {
        String profile = "rules: [{types: [CREDIT_CARD_NUMBER], from: {users: [alice]}, in: request, action: block}], response: {inspect: off}";
        assertEquals(Reach.NONE, messages(profile).reach(Direction.RESPONSE));
        LossExamination bobs = new LossExamination(Profiled.of(dir, profile).profile, new Party(Party.Kind.USER, "bob", "lab", Set.of()), WORKERS);
        assertInstanceOf(Conversation.Unseen.class, bobs.conversation());
    }

    @Test
    void aLongConversationStaysWithinTheBoundsOfItsRecord() throws Exception {
        MessageExamination messages = messages("rules: [{types: [EMAIL_ADDRESS], action: report}]");
        for (int i = 0; i < 500; i++) {
            assertEquals("mail" + i + "@corp.example", sent(messages, Direction.REQUEST, "mail" + i + "@corp.example"));
        }
        List<Finding> found = examination.close();
        assertEquals(Ledger.MOST + 1, found.size());
        assertEquals(500 - Ledger.MOST + " further findings", found.getLast().what());
    }
}
