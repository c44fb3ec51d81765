package dev.postern.audit;

import java.io.IOException;

/** Where the lines go. One thread. */
interface TrailSink {

    /** Writes all of it or, after an exception, none of it; {@code number} is that of the first line. */
    void write(byte[] lines, long number) throws IOException;

    /** What has been written is to outlive the machine's next moment; {@code head} is its last line. */
    void force(Link head) throws IOException;

    /** Lets go of everything; never fails. */
    void close();
}
