package dev.postern.audit;

import java.io.IOException;
import java.util.List;

/** The way to one collector. One thread, which may be kept waiting up to the bounds each names; after an {@link IOException} it begins anew. */
interface Collector {

    /** Sends the lines, in order. What has been sent may still be lost until {@link #taken} names it. */
    void send(List<Line> lines) throws IOException;

    /** The number of the last line the collector has, as far as its protocol can tell. */
    long taken();

    /** When {@link #settle} asks. */
    enum Ask { WHEN_DUE, NOW }

    /** Asks the collector, where the protocol lets us, whether it has everything sent; called when nothing else is to be sent. */
    void settle(Ask ask) throws IOException;

    /** Whether the last failure was about the content of what was sent rather than about the way there. */
    boolean refusesContent();

    /** Lets go of the connection; what was sent and not taken is sent again. */
    void reset();
}
