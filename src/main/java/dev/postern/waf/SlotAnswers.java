package dev.postern.waf;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** Which names of {@link TxNames} an expression accepts, each asked once for all transactions. Safe for threads: who asks at the same time as another gets the same answer. */
final class SlotAnswers {

    /** Names with higher numbers are asked each time. */
    private static final int MOST = 1024;

    private final AtomicReferenceArray<Boolean> bySlot = new AtomicReferenceArray<>(MOST);

    boolean accepts(int slot, byte[] name, Keys keys) {
        if (slot >= MOST) {
            return keys.accepts(name);
        }
        Boolean known = bySlot.getPlain(slot);
        if (known == null) {
            known = keys.accepts(name);
            bySlot.setPlain(slot, known);
        }
        return known;
    }
}
