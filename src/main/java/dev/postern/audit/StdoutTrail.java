package dev.postern.audit;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;

/** A trail on standard output, for whoever collects it. Each start begins a chain of its own, and there is no anchor: keep the last line's hash to notice a cut. */
public final class StdoutTrail {

    private StdoutTrail() {}

    public static ChainedTrail open(TrailSettings settings) {
        return open(new FileOutputStream(FileDescriptor.out), settings);
    }

    static ChainedTrail open(OutputStream out, TrailSettings settings) {
        return ChainedTrail.start(new StreamSink(out), new FileTrail.Beginning(Link.GENESIS, new Entry.Begun()), settings);
    }
}
