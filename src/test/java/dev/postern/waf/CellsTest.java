package dev.postern.waf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.postern.transformation.Kinds;
import dev.postern.transformation.Transformation;
import dev.postern.transformation.Transformations;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is remembered of the values of a transaction, and until when. */
class CellsTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final Transformation lowercase = Transformations.named("lowercase").orElseThrow();
    private final Transformation counted = in -> {
        asked.incrementAndGet();
        return lowercase.apply(in);
    };
    private final Cells cells = new Cells(new StepTable(List.of(counted, Transformations.named("trim").orElseThrow())), 1, new Familiar(1));

    private Cell of(String text) {
        return cells.of(Ascii.bytes(text));
    }

    @Test
    void equalValuesAreOne() {
        assertSame(of("a"), of("a"));
        assertNotSame(of("a"), of("A"));
    }

    @Test
    void aStepIsTakenOnceForEachValue() {
        assertSame(of("abc"), cells.step(of("ABC"), 0));
        assertSame(of("abc"), cells.step(of("ABC"), 0));
        assertEquals(1, asked.get());
    }

    @Test
    void whatAStepLeavesAsItWasIsTheSameValue() {
        assertSame(of("abc"), cells.step(of("abc"), 0));
        assertSame(of("b"), cells.walk(of(" B "), new Steps(new int[] {0, 1}, Kinds.ANY)));
    }

    @Test
    void beyondTheBoundNothingIsKeptAndAllIsStillRight() {
        for (int i = 0; i < 3; i++) {
            cells.of(new byte[(int) (Cells.MOST_BYTES / 2) + i]);
        }
        Cell late = of("LATE");
        assertNotSame(late, of("LATE"));
        assertArrayEquals(Ascii.bytes("late"), cells.step(late, 0).bytes());
        assertArrayEquals(Ascii.bytes("late"), cells.step(late, 0).bytes());
        assertEquals(2, asked.get());
    }
}
