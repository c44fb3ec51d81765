package dev.postern.waf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The TX collection of one transaction: what rules name outright by slot, what they make up as they go by name, the latter at most {@link #MOST_NAMES}. */
final class TxStore implements Members {

    static final int MOST_NAMES = 4096;

    private final TxNames names;
    private final List<byte[]> slotNames;
    private final Cell[] slots;
    private final Map<String, Cell> extra = new LinkedHashMap<>();

    TxStore(TxNames names, List<byte[]> slotNames) {
        this.names = names;
        this.slotNames = slotNames;
        this.slots = new Cell[slotNames.size()];
    }

    boolean has(int slot) {
        return slots[slot] != null;
    }

    /** Of a variable that {@link #has} a value. */
    Cell value(int slot) {
        return slots[slot];
    }

    Optional<Cell> get(int slot) {
        return Optional.ofNullable(slots[slot]);
    }

    void set(int slot, Cell value) {
        slots[slot] = value;
    }

    void unset(int slot) {
        slots[slot] = null;
    }

    @Override
    public Optional<Cell> get(String name) {
        int slot = names.known(Ascii.lower(name));
        return slot >= 0 ? get(slot) : Optional.ofNullable(extra.get(Ascii.lower(name)));
    }

    @Override
    public void set(String name, Cell value) {
        String key = Ascii.lower(name);
        int slot = names.known(key);
        if (slot >= 0) {
            slots[slot] = value;
        } else if (extra.containsKey(key) || extra.size() < MOST_NAMES) {
            extra.put(key, value);
        }
    }

    @Override
    public void unset(String name) {
        String key = Ascii.lower(name);
        int slot = names.known(key);
        if (slot >= 0) {
            slots[slot] = null;
        } else {
            extra.remove(key);
        }
    }

    /** Those whose name holds a match. */
    void fill(Supply self, Keys.Matching keys, Rows into) {
        for (int slot = 0; slot < slots.length; slot++) {
            if (slots[slot] != null && keys.known().accepts(slot, slotNames.get(slot), keys)) {
                into.add(self, slotNames.get(slot), slots[slot]);
            }
        }
        extra.forEach((name, cell) -> {
            byte[] key = Ascii.bytes(name);
            if (keys.accepts(key)) {
                into.add(self, key, cell);
            }
        });
    }

    @Override
    public void fill(Supply self, Rows into) {
        for (int slot = 0; slot < slots.length; slot++) {
            if (slots[slot] != null) {
                into.add(self, slotNames.get(slot), slots[slot]);
            }
        }
        extra.forEach((name, cell) -> into.add(self, Ascii.bytes(name), cell));
    }
}
