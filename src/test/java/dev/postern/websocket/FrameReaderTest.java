package dev.postern.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.postern.fuzz.Text;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrameReaderTest {

    private static final Limits SMALL = new Limits(10, Limits.Beyond.REFUSE);
    private static final Limits PASSING = new Limits(10, Limits.Beyond.PASS);

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static void hears(String expected, Role role, Limits limits, byte[] stream) {
        List<String> whole = Heard.from(role, limits, stream, Math.max(1, stream.length));
        assertEquals(expected.isEmpty() ? List.of() : List.of(expected.split(", ")), whole);
        for (int cut = 1; cut < stream.length; cut++) {
            assertEquals(whole, Heard.from(role, limits, stream, cut), "cut after " + cut);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "8105 48656c6c6f | text Hello", // RFC 6455 §5.7
        "0103 48656c 8002 6c6f | text Hello",
        "8100 | text ",
        "0100 0000 8000 | text ",
        "8900 | ping ",
        "8905 48656c6c6f | ping 48656c6c6f",
        "8a02 4142 | pong 4142",
        "0101 41 8901 42 0001 43 8a00 8001 44 | ping 42, pong , text ACD",
        "8203 00ff80 | binary 00ff80",
        "0201 00 8900 0000 8001 01 | ping , binary 0001",
        "0200 8000 | binary ",
        "8101 41 8101 42 8101 43 | text A, text B, text C",
        "8800 | close ",
        "8802 03e8 | close 1000",
        "8804 0fa1 6869 8101 41 | close 4001hi",
        "8103 e282ac | text €",
        "0101 e2 8002 82ac | text €",
        "0101 f0 8900 8003 9f9880 | ping , text 😀"
    })
    void whatServersSay(String stream, String expected) {
        hears(expected == null ? "" : expected.strip().equals("text") ? "text " : restored(expected), Role.SERVER, SMALL, hex(stream));
    }

    /** The table's format strips what a frame without payload ends in. */
    private static String restored(String expected) {
        return expected.replaceAll("(ping|pong|text|binary|close)(?=,|$)", "$1 ").replace("ping  ", "ping ").replace("pong  ", "pong ");
    }

    @Test
    void whatClientsSayIsUnmasked() {
        hears("text Hello", Role.CLIENT, SMALL, hex("8185 37fa213d 7f9f4d5158")); // RFC 6455 §5.7
        hears("text Hello", Role.CLIENT, SMALL, hex("8185 00000000 48656c6c6f"));
        hears("text He, ping 41", Role.CLIENT, SMALL, hex("8182 37fa213d 7f9f 8981 01000000 40"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "c1 | 1002", "a1 | 1002", "91 | 1002", "83 | 1002", "87 | 1002", "8b | 1002", "8f | 1002", // reserved bits, reserved kinds
        "09 | 1002", "08 | 1002", "897e | 1002", "8a7f | 1002", "887e | 1002", // control frames in fragments, or too long
        "80 00 | 1002", "00 00 | 1002", "0101 41 8101 | 1002", "0101 41 8201 | 1002", "0201 41 0101 | 1002", // continuations
        "817e 007d | 1002", "817e 0000 | 1002", "827f 000000000000ffff | 1002", "827f 0000000000000001 | 1002", "827f 8000000000000000 | 1002", // lengths
        "8185 | 1002", // masked
        "8801 03 | 1002", "8802 03e7 | 1002", "8802 03ec | 1002", "8802 03ed | 1002", "8802 03ee | 1002", "8802 03f7 | 1002", "8802 0bb7 | 1002", "8802 1388 | 1002", "8802 0000 | 1002",
        "8803 03e8 ff | 1007", "8804 03e8 e282 | 1007",
        "8101 80 | 1007", "8102 c0af | 1007", "8103 eda080 | 1007", "8104 f4908080 | 1007", "8101 ff | 1007", "8102 e282 | 1007", "0101 e2 8001 41 | 1007", "8103 e08080 | 1007", "8104 f08fbfbf | 1007",
        "810a ff | 1007", "0101 c3 8900 8001 28 | 1007",
        "810b | 1009", "0105 4142434445 8006 | 1009", "817f 7fffffffffffffff | 1009", "820b | 1009", "827f 7fffffffffffffff | 1009"
    })
    void whatServersMustNotSay(String stream, int code) {
        byte[] octets = hex(stream);
        List<String> whole = Heard.from(Role.SERVER, SMALL, octets, octets.length);
        assertEquals("error " + code, whole.getLast());
        for (int cut = 1; cut < octets.length; cut++) {
            assertEquals(whole, Heard.from(Role.SERVER, SMALL, octets, cut));
        }
    }

    @Test
    void clientsMustMask() {
        hears("error 1002", Role.CLIENT, SMALL, hex("8105 48656c6c6f"));
    }

    @Test
    void largeMessagesPassWhereTheyMay() {
        hears("passing 4142434445464748494a4b, text A", Role.SERVER, PASSING, hex("810b 4142434445464748494a4b 8101 41"));
        hears("ping , passing 4142434445464748494a4b", Role.SERVER, PASSING, hex("0105 4142434445 8900 8006 464748494a4b"));
        hears("passing 00ff000000000000000000, binary ff", Role.SERVER, PASSING, hex("820b 00ff000000000000000000 8201 ff"));
        hears("error 1007", Role.SERVER, PASSING, hex("810b 4142434445464748494aff"));
        hears("error 1007", Role.SERVER, PASSING, hex("010b 4142434445464748494ae2 8001 41"));
        hears("passing 41, text , passing 4142", Role.SERVER, new Limits(0, Limits.Beyond.PASS), hex("8101 41 8100 0101 41 0000 8001 42"));
    }

    @Test
    void fragmentsAreCountedByTheirOctetsAlone() throws ProtocolException {
        Heard heard = new Heard();
        FrameReader reader = new FrameReader(Role.SERVER, SMALL, heard);
        Heard.all(reader, hex("0100"));
        for (int fragment = 0; fragment < 100_000; fragment++) {
            Heard.all(reader, hex("0000"));
        }
        Heard.all(reader, hex("8001 41"));
        assertEquals(List.of("text A"), heard.said());
    }

    @Test
    void itStopsBehindEachMessage() throws ProtocolException {
        FrameReader reader = new FrameReader(Role.SERVER, SMALL, new Heard());
        byte[] stream = hex("8900 8101 41 8100 0101 42 8a00 8001 43 8101");
        assertEquals(5, reader.read(stream, 0));
        assertEquals(7, reader.read(stream, 5));
        assertEquals(15, reader.read(stream, 7));
        assertEquals(17, reader.read(stream, 15));
    }

    @Test
    void whatPassesHasNoBound() throws ProtocolException {
        FrameReader reader = new FrameReader(Role.SERVER, PASSING, new Heard());
        Heard.all(reader, hex("827f 7fffffffffffffff"));
        for (int piece = 0; piece < 1_000; piece++) {
            Heard.all(reader, new byte[10_000]);
        }
    }

    @Test
    void nothingIsReadAfterAnError() {
        Heard heard = new Heard();
        FrameReader reader = new FrameReader(Role.SERVER, SMALL, heard);
        assertThrows(ProtocolException.class, () -> Heard.all(reader, hex("c100")));
        List<String> after = new ArrayList<>();
        try {
            Heard.all(reader, hex("8101 41"));
        } catch (ProtocolException again) {
            after.add("again");
        }
        assertEquals(List.of(), after);
        assertEquals(true, reader.closed());
    }

    @Test
    void whatIsWrittenIsRead() {
        Random random = new Random(11);
        for (Role role : Role.values()) {
            FrameWriter writer = new FrameWriter(role, random::nextInt);
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            List<String> expected = new ArrayList<>();
            for (int length : new int[] {0, 1, 3, 125, 126, 127, 1_000, 65_535, 65_536, 70_001}) {
                String text = "é".repeat(length / 2) + "x".repeat(length % 2);
                stream.writeBytes(writer.message(Kind.TEXT, text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
                expected.add("text " + text);
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                stream.writeBytes(writer.passing(Kind.BINARY, noise, Part.MORE));
                stream.writeBytes(writer.ping(hex("0102")));
                stream.writeBytes(writer.passing(Kind.BINARY, noise, Part.LAST));
                expected.add("ping 0102");
                expected.add("binary " + Text.hex(noise) + Text.hex(noise));
            }
            stream.writeBytes(writer.pong(new byte[125]));
            expected.add("pong " + "00".repeat(125));
            stream.writeBytes(writer.close(CloseReason.of(CloseReason.POLICY_VIOLATION, "no")));
            expected.add("close 1008no");
            for (int cut : new int[] {1, 7, 1_000, stream.size()}) {
                assertEquals(expected, Heard.from(role, new Limits(1 << 20, Limits.Beyond.REFUSE), stream.toByteArray(), cut));
            }
        }
    }

    @Test
    void framesAreAsTheRfcShowsThem() {
        assertEquals("810548656c6c6f", Text.hex(new FrameWriter(Role.SERVER, () -> {
            throw new AssertionError("a server has no keys");
        }).message(Kind.TEXT, Text.octets("Hello"))));
        assertEquals("818537fa213d7f9f4d5158", Text.hex(new FrameWriter(Role.CLIENT, () -> 0x37fa213d).message(Kind.TEXT, Text.octets("Hello"))));
        FrameWriter writer = new FrameWriter(Role.SERVER, () -> 0);
        assertEquals("020141", Text.hex(writer.passing(Kind.BINARY, Text.octets("A"), Part.MORE)));
        assertThrows(IllegalStateException.class, () -> writer.message(Kind.TEXT, Text.octets("A")));
        assertEquals("8900", Text.hex(writer.ping(new byte[0])));
        assertEquals("000142", Text.hex(writer.passing(Kind.BINARY, Text.octets("B"), Part.MORE)));
        assertEquals("8000", Text.hex(writer.passing(Kind.BINARY, new byte[0], Part.LAST)));
        assertEquals("010141", Text.hex(writer.passing(Kind.TEXT, Text.octets("A"), Part.MORE)));
        assertEquals("800142", Text.hex(writer.passing(Kind.TEXT, Text.octets("B"), Part.LAST)));
        assertEquals("880203f0", Text.hex(writer.close(CloseReason.of(1008, ""))));
        assertThrows(IllegalArgumentException.class, () -> writer.ping(new byte[126]));
        assertThrows(IllegalArgumentException.class, () -> CloseReason.of(1005, ""));
        assertThrows(IllegalArgumentException.class, () -> CloseReason.of(1000, "x".repeat(124)));
    }
}
