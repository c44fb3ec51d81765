package dev.postern.office;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The entries of a zip file (APPNOTE 6.3) in memory, by its central directory. So that no other reader finds others: the directory stands right before the end of the file, each entry's own
 * header says the same name and method, none lies over another, and nothing unlisted stands between them. Zip64 is taken for broken: no document within the bounds needs it.
 */
final class ZipArchive {

    private static final int END_BYTES = 22;
    private static final int LISTED_BYTES = 46;
    private static final int LOCAL_BYTES = 30;
    private static final int MOST_DESCRIPTOR = 24;
    private static final int ENCRYPTED = 0x2041;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    /** One of them. {@code at} is where its packed octets begin. */
    record Entry(String name, int flags, int method, long sum, int packed, long size, int local, int at) {

        boolean isEncrypted() {
            return (flags & ENCRYPTED) != 0;
        }

        boolean isDirectory() {
            return name.endsWith("/") && size == 0;
        }
    }

    private final byte[] file;
    private final Reading reading;
    private final List<Entry> entries = new ArrayList<>();

    ZipArchive(byte[] file, Reading reading) {
        this.file = file;
        this.reading = reading;
        int end = end();
        int count = Octets.half(file, end + 10);
        long from = Octets.word(file, end + 16);
        require(Octets.half(file, end + 4) == 0 && Octets.half(file, end + 8) == count && from + Octets.word(file, end + 12) == end);
        int at = (int) from;
        for (int i = 0; i < count; i++) {
            reading.part();
            at = listed(at, end);
        }
        require(at == end);
        requireTiled((int) from);
    }

    List<Entry> entries() {
        return entries;
    }

    private int end() {
        for (int at = file.length - END_BYTES; at >= 0 && at >= file.length - END_BYTES - 0xffff; at--) {
            if (Octets.startsWith(file, at, "PK\u0005\u0006") && at + END_BYTES + Octets.half(file, at + 20) == file.length) {
                return at;
            }
        }
        throw new Stop(Unreadable.BROKEN);
    }

    private int listed(int at, int end) {
        require(at >= 0 && end - at >= LISTED_BYTES && Octets.startsWith(file, at, "PK\u0001\u0002"));
        int nameBytes = Octets.half(file, at + 28);
        int next = at + LISTED_BYTES + nameBytes + Octets.half(file, at + 30) + Octets.half(file, at + 32);
        long packed = Octets.word(file, at + 20);
        long local = Octets.word(file, at + 42);
        require(next <= end && local <= at - LOCAL_BYTES && Octets.startsWith(file, (int) local, "PK\u0003\u0004"));
        int content = (int) local + LOCAL_BYTES + Octets.half(file, (int) local + 26) + Octets.half(file, (int) local + 28);
        String name = name(at + LISTED_BYTES, nameBytes);
        require(content + packed <= at && nameBytes == Octets.half(file, (int) local + 26) && name.equals(name((int) local + LOCAL_BYTES, nameBytes))
                && Octets.half(file, (int) local + 8) == Octets.half(file, at + 10));
        entries.add(new Entry(name, Octets.half(file, at + 8) | Octets.half(file, (int) local + 6), Octets.half(file, at + 10), Octets.word(file, at + 16), (int) packed, Octets.word(file, at + 24), (int) local,
                content));
        return next;
    }

    private String name(int at, int length) {
        return new String(file, at, length, StandardCharsets.UTF_8);
    }

    /** Between two entries there may be a data descriptor. */
    private void requireTiled(int directory) {
        List<Entry> placed = new ArrayList<>(entries);
        placed.sort(Comparator.comparingInt(Entry::local));
        int at = 0;
        for (Entry entry : placed) {
            require(entry.local() >= at && entry.local() - at <= (at == 0 ? 0 : MOST_DESCRIPTOR));
            at = entry.at() + entry.packed();
        }
        require(directory >= at && directory - at <= MOST_DESCRIPTOR);
    }

    byte[] content(Entry entry) {
        if (entry.isEncrypted()) {
            throw new Stop(Unreadable.ENCRYPTED);
        }
        byte[] content = switch (entry.method()) {
            case STORED -> stored(entry);
            case DEFLATED -> inflated(entry);
            default -> throw new Stop(Unreadable.UNKNOWN);
        };
        CRC32 sum = new CRC32();
        sum.update(content);
        require(content.length == entry.size() && sum.getValue() == entry.sum());
        return content;
    }

    private byte[] stored(Entry entry) {
        reading.unpacked(entry.packed());
        byte[] content = new byte[entry.packed()];
        System.arraycopy(file, entry.at(), content, 0, content.length);
        return content;
    }

    private byte[] inflated(Entry entry) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8 << 10];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(file, entry.at(), entry.packed());
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                require(length > 0 || inflater.finished());
                reading.unpacked(length);
                out.write(buffer, 0, length);
            }
            require(inflater.getRemaining() == 0);
        } catch (DataFormatException broken) {
            throw new Stop(Unreadable.BROKEN);
        } finally {
            inflater.end();
        }
        return out.toByteArray();
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new Stop(Unreadable.BROKEN);
        }
    }
}
