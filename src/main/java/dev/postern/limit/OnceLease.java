package dev.postern.limit;

import java.util.concurrent.atomic.AtomicBoolean;

/** A lease that gives back exactly once, however often and from wherever it is released. */
public final class OnceLease implements Lease {

    private final AtomicBoolean released = new AtomicBoolean();
    private final Runnable giveBack;

    public OnceLease(Runnable giveBack) {
        this.giveBack = giveBack;
    }

    @Override
    public void release() {
        if (released.compareAndSet(false, true)) {
            giveBack.run();
        }
    }
}
