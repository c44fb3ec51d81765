package dev.postern.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code make fuzz} starts from and has found, on every run: each seed, and each seed with one octet altered, inserted or left out. */
final class FuzzSeedsTest {

    private static final int NEIGHBOURS = 500;

    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    void everySeedAndItsNeighboursHold(FuzzTarget target) throws Exception {
        List<byte[]> seeds = FuzzSeeds.of(target.title());
        assertFalse(seeds.isEmpty());
        for (byte[] seed : seeds) {
            target.feed(seed);
        }
        target.feed(new byte[0]);
        Random random = new Random(17);
        for (int i = 0; i < NEIGHBOURS; i++) {
            byte[] neighbour = altered(seeds.get(i % seeds.size()), random);
            try {
                target.feed(neighbour);
            } catch (Throwable found) {
                throw new AssertionError("a finding; as a seed: " + FuzzSeeds.written(neighbour), found);
            }
        }
    }

    private static byte[] altered(byte[] seed, Random random) {
        int at = seed.length == 0 ? 0 : random.nextInt(seed.length);
        byte octet = (byte) (random.nextInt(3) == 0 ? "\r\n\t .:;,=/%\\\"".charAt(random.nextInt(13)) : random.nextInt(256));
        return switch (random.nextInt(seed.length == 0 ? 1 : 3)) {
            case 0 -> spliced(seed, at, new byte[] {octet}, at);
            case 1 -> spliced(seed, at, new byte[] {octet}, at + 1);
            default -> spliced(seed, at, new byte[0], at + 1);
        };
    }

    private static byte[] spliced(byte[] seed, int from, byte[] middle, int to) {
        byte[] out = Arrays.copyOf(seed, from + middle.length + seed.length - to);
        System.arraycopy(middle, 0, out, from, middle.length);
        System.arraycopy(seed, to, out, from + middle.length, seed.length - to);
        return out;
    }

    @Test
    void everyTargetIsListed() throws IOException {
        Set<String> listed = Arrays.stream(FuzzTarget.values()).map(target -> target.type().getSimpleName() + ".java").collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            assertEquals(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("Fuzz.java")).collect(Collectors.toSet()), listed);
        }
    }

    @Test
    void aSeedIsWhatItWasWrittenFrom() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertArrayEquals(all, FuzzSeeds.read(FuzzSeeds.written(all)));
        assertTrue(FuzzSeeds.written(all).chars().allMatch(c -> c >= 0x20 && c < 0x7f));
    }
}
