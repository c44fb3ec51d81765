package dev.postern.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;

/** What has come of a document that was fed in pieces. */
record Fed(String out, Digits seen, boolean malformed) {

    static Fed whole(String type, byte[] body, Digits editor) {
        return cut(type, body, editor, body.length);
    }

    static Fed whole(String type, String body, Digits editor) {
        return whole(type, latin(body), editor);
    }

    /** @param cuts where a new piece begins, ascending */
    static Fed cut(String type, byte[] body, Digits editor, int... cuts) {
        try (Document document = Documents.open(type, editor, Limits.DEFAULT)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int from = 0;
            for (int cut : cuts) {
                out.writeBytes(document.add(Arrays.copyOfRange(body, from, cut)));
                from = cut;
            }
            out.writeBytes(document.add(Arrays.copyOfRange(body, from, body.length)));
            out.writeBytes(document.end());
            return new Fed(out.toString(StandardCharsets.ISO_8859_1), editor, document.malformed());
        } catch (UnreadableException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** Whether it can be looked into to its end. */
    static boolean readable(String type, byte[] body) {
        try (Document document = Documents.open(type, Digits.none(), Limits.DEFAULT)) {
            document.add(body);
            document.end();
            return true;
        } catch (UnreadableException unreadable) {
            return false;
        }
    }

    /** However it is cut, the same is seen and the same comes out. */
    static void sameHoweverCut(String type, byte[] body, Supplier<Digits> editor, int seed) {
        Fed whole = whole(type, body, editor.get());
        if (body.length < 600) {
            for (int cut = 0; cut <= body.length; cut++) {
                same(whole, cut(type, body, editor.get(), cut), "cut at " + cut);
            }
        }
        int[] each = new int[Math.min(body.length, 5000)];
        Arrays.setAll(each, i -> i);
        same(whole, cut(type, body, editor.get(), each), "octet by octet");
        Random random = new Random(seed);
        for (int round = 0; round < 10; round++) {
            int[] cuts = random.ints(random.nextInt(40), 0, body.length + 1).sorted().toArray();
            same(whole, cut(type, body, editor.get(), cuts), "cut at " + Arrays.toString(cuts));
        }
    }

    private static void same(Fed whole, Fed cut, String how) {
        assertEquals(whole.seen.blocks, cut.seen.blocks, how);
        assertEquals(whole.seen.found, cut.seen.found, how);
        assertEquals(whole.out, cut.out, how);
        assertEquals(whole.malformed, cut.malformed, how);
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
