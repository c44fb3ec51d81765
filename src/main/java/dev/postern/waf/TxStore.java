package dev.postern.waf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The TX collection of one transaction: what rules name outright by slot, what they make up as they go by name, the latter at most {@link #MOST_NAMES}. Most values are only counted and compared:
 * cells are made of those that are looked at in other ways.
 */
final class TxStore implements Members {

    static final int MOST_NAMES = 4096;

    private final TxNames names;
    private final List<byte[]> slotNames;
    private final Cells cells;
    private final byte[][] values;
    private final Cell[] known;
    private final Map<String, byte[]> extra = new LinkedHashMap<>();

    TxStore(TxNames names, List<byte[]> slotNames, Cells cells) {
        this.names = names;
        this.slotNames = slotNames;
        this.cells = cells;
        this.values = new byte[slotNames.size()][];
        this.known = new Cell[slotNames.size()];
    }

    boolean has(int slot) {
        return values[slot] != null;
    }

    /** Of a variable that {@link #has} a value. */
    byte[] value(int slot) {
        return values[slot];
    }

    /** Of a variable that {@link #has} a value. */
    Cell cell(int slot) {
        if (known[slot] == null) {
            known[slot] = cells.of(values[slot]);
        }
        return known[slot];
    }

    Optional<Cell> get(int slot) {
        return has(slot) ? Optional.of(cell(slot)) : Optional.empty();
    }

    void set(int slot, byte[] value) {
        values[slot] = value;
        known[slot] = null;
    }

    void unset(int slot) {
        set(slot, null);
    }

    @Override
    public Optional<byte[]> get(String name) {
        int slot = names.known(Ascii.lower(name));
        return Optional.ofNullable(slot >= 0 ? values[slot] : extra.get(Ascii.lower(name)));
    }

    @Override
    public void set(String name, byte[] value) {
        String key = Ascii.lower(name);
        int slot = names.known(key);
        if (slot >= 0) {
            set(slot, value);
        } else if (extra.containsKey(key) || extra.size() < MOST_NAMES) {
            extra.put(key, value);
        }
    }

    @Override
    public void count(String name, long by) {
        set(name, Members.counted(get(name), by));
    }

    @Override
    public void unset(String name) {
        String key = Ascii.lower(name);
        int slot = names.known(key);
        if (slot >= 0) {
            unset(slot);
        } else {
            extra.remove(key);
        }
    }

    /** Those whose name holds a match. */
    void fill(Supply self, Keys.Matching keys, Rows into) {
        for (int slot = 0; slot < values.length; slot++) {
            if (has(slot) && keys.known().accepts(slot, slotNames.get(slot), keys)) {
                into.add(self, slotNames.get(slot), cell(slot));
            }
        }
        extra.forEach((name, value) -> {
            byte[] key = Ascii.bytes(name);
            if (keys.accepts(key)) {
                into.add(self, key, cells.of(value));
            }
        });
    }

    @Override
    public void fill(Supply self, Rows into) {
        for (int slot = 0; slot < values.length; slot++) {
            if (has(slot)) {
                into.add(self, slotNames.get(slot), cell(slot));
            }
        }
        extra.forEach((name, value) -> into.add(self, Ascii.bytes(name), cells.of(value)));
    }
}
