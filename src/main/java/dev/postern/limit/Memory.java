package dev.postern.limit;

import io.netty.util.internal.PlatformDependent;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;

/**
 * How much memory is in use. Of the heap counts what survived the last collection, not what waits for the next one; a pool that does not tell counts with what it holds now. Direct
 * memory is Netty's own count, in the native executable too. Any thread.
 */
public final class Memory {

    private final List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP).toList();

    /** Shares of what there may be at most, 0 to 1. */
    public record Use(double heap, double direct) {

        double share() {
            return Math.max(heap, direct);
        }

        boolean heapIsFuller() {
            return heap >= direct;
        }
    }

    public Use use() {
        return new Use(share(survived(), Runtime.getRuntime().maxMemory()), share(PlatformDependent.usedDirectMemory(), PlatformDependent.maxDirectMemory()));
    }

    /** Never more than what is in use: a pool may have been emptied since. */
    private long survived() {
        long survived = heap.stream().mapToLong(Memory::survived).sum();
        Runtime runtime = Runtime.getRuntime();
        return Math.min(survived, runtime.totalMemory() - runtime.freeMemory());
    }

    private static long survived(MemoryPoolMXBean pool) {
        MemoryUsage after = pool.getCollectionUsage();
        return after == null ? pool.getUsage().getUsed() : after.getUsed();
    }

    private static double share(long used, long most) {
        return used <= 0 || most <= 0 || most == Long.MAX_VALUE ? 0 : Math.min(1, (double) used / most);
    }
}
