package dev.postern.waf;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A stored collection as one transaction has it open. */
record OpenCollection(StoredCollection stored, String key, Cells cells, Instant now) implements Members {

    @Override
    public Optional<byte[]> get(String name) {
        return name.equalsIgnoreCase("key") ? Optional.of(Ascii.bytes(key)) : stored.get(Ascii.lower(name), now);
    }

    @Override
    public void set(String name, byte[] value) {
        stored.set(Ascii.lower(name), value, now);
    }

    @Override
    public void count(String name, long by) {
        stored.count(Ascii.lower(name), by, now);
    }

    @Override
    public void unset(String name) {
        stored.unset(Ascii.lower(name));
    }

    @Override
    public void fill(Supply self, Rows into) {
        stored.members(now).forEach((name, value) -> into.add(self, Ascii.bytes(name), cells.of(value)));
        into.add(self, Ascii.bytes("key"), cells.of(Ascii.bytes(key)));
    }

    void expire(String name, Duration after) {
        stored.expire(Ascii.lower(name), now.plus(after));
    }
}
