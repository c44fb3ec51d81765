package dev.postern.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WindowsTest {

    private static final int BLOCK = Windows.BLOCK_BYTES;
    private static final int BEHIND = Window.MOST_HIT_BYTES;

    /** @param from in the text */
    private record Seen(long from, long to, int before, int behind, int hash) {}

    private final List<Seen> seen = new ArrayList<>();
    private int beyond;

    private int read(Window window, long offset) {
        int hash = Arrays.hashCode(Arrays.copyOf(window.text(), window.length()));
        seen.add(new Seen(offset + window.from(), offset + window.to(), window.from(), window.length() - window.to(), hash));
        return Math.min(window.length(), window.to() + beyond);
    }

    private static byte[] text(int length) {
        byte[] text = new byte[length];
        new Random(length).nextBytes(text);
        return text;
    }

    private List<Seen> cut(byte[] text, Random random) {
        seen.clear();
        Windows windows = new Windows(this::read);
        int most = random.nextBoolean() ? 2 * BLOCK : 700;
        for (int at = 0; at < text.length;) {
            int end = Math.min(text.length, at + random.nextInt(most));
            if (end == at + 1) {
                windows.add(text[at]);
            } else {
                windows.add(text, at, end);
            }
            at = end;
            assertEquals(at, windows.added());
            assertTrue(windows.decided() <= at && at - windows.decided() <= BLOCK + BEHIND);
        }
        windows.end();
        assertEquals(text.length, windows.decided());
        return List.copyOf(seen);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, BLOCK - 1, BLOCK, BLOCK + 1, BLOCK + BEHIND - 1, BLOCK + BEHIND, BLOCK + BEHIND + 1, 2 * BLOCK, 2 * BLOCK + BEHIND, 200_000})
    void anyCutShowsTheSame(int length) {
        byte[] text = text(length);
        Random random = new Random(7);
        for (int further : new int[] {0, 1, 77, BEHIND}) {
            beyond = further;
            List<Seen> expected = cut(text, random);
            for (int i = 0; i < 20; i++) {
                assertEquals(expected, cut(text, random));
            }
        }
    }

    @Test
    void everyOctetIsDecidedOnceWithWhatIsBeforeAndBehind() {
        byte[] text = text(100_000);
        long decided = 0;
        for (Seen window : cut(text, new Random(1))) {
            assertEquals(decided, window.from());
            decided = window.to();
            assertEquals(Math.min(Window.CONTEXT_BYTES, window.from()), window.before());
            assertEquals(Math.min(BEHIND, text.length - window.to()), window.behind());
        }
        assertEquals(text.length, decided);
    }

    @Test
    void whatReachesIntoTheNextBlockIsNotShownAgain() {
        beyond = 100;
        List<Seen> windows = cut(text(BLOCK + 5_000), new Random(1));
        assertEquals(List.of(0L, BLOCK + 100L), windows.stream().map(Seen::from).toList());
    }

    @Test
    void nothingIsLeftToShowIfAHitReachesToTheEnd() {
        beyond = BEHIND;
        assertEquals(1, cut(text(BLOCK + 100), new Random(1)).size());
    }

    @Test
    void aTextThatHasEndedIsNoContext() {
        List<String> texts = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        Windows windows = new Windows((window, offset) -> {
            texts.add(new String(window.text(), 0, window.length(), java.nio.charset.StandardCharsets.US_ASCII));
            offsets.add(offset);
            return window.to();
        });
        for (String text : List.of("one", "", "three")) {
            text.chars().forEach(windows::add);
            windows.end();
        }
        assertEquals(List.of("one", "three"), texts);
        assertEquals(List.of(0L, 3L), offsets);
    }

    @Test
    void holdsWhatItWasGiven() {
        byte[] text = text(90_000);
        byte[] copy = new byte[text.length];
        Windows windows = new Windows((window, offset) -> {
            System.arraycopy(window.text(), window.from(), copy, (int) offset + window.from(), window.to() - window.from());
            return 0;
        });
        windows.add(text, 0, text.length);
        windows.end();
        assertArrayEquals(text, copy);
    }

    @Test
    void nobodyDecidesWhatIsNotThere() {
        Windows windows = new Windows((window, offset) -> window.length() + 1);
        windows.add('a');
        assertThrows(IllegalStateException.class, windows::end);
    }
}
