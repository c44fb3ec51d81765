package dev.postern.waf;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The collections that outlive transactions, in memory: at most {@link #MOST_RECORDS} records, of which the one longest not asked for goes first; a record nobody writes to ends after
 * {@code SecCollectionTimeout}. At most about 64 KiB a record by its bounds, a few hundred octets in practice. Shared by threads.
 */
final class CollectionStore {

    static final int MOST_RECORDS = 16_384;

    private final Map<String, StoredCollection> records = new LinkedHashMap<>(64, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, StoredCollection> eldest) {
            return size() > MOST_RECORDS;
        }
    };

    /**
     * The record, a new one when there is none or it has ended.
     *
     * @param timeout after which a record that nobody has written to ends
     */
    synchronized StoredCollection open(String collection, String key, Instant now, Duration timeout) {
        String id = collection + ' ' + key;
        StoredCollection known = records.get(id);
        if (known == null || known.idle(now, timeout)) {
            known = new StoredCollection(now);
            records.put(id, known);
        }
        return known;
    }
}
