package dev.postern.firewall;

import dev.postern.inspect.Direction;
import dev.postern.waf.Extent;
import dev.postern.waf.Settings;
import dev.postern.waf.Transaction;
import java.util.Optional;

/** The two phases of one message. */
interface Phases {

    Direction direction();

    /** Octets of the head, about. */
    long headBytes();

    /** Whether the message may have a body. */
    boolean mayHaveBody();

    /** {@code Content-Encoding}; empty for none. */
    String contentEncoding();

    /** The rules about the head. */
    void head(Transaction transaction);

    /** Whether rules want to see the body; known after {@link #head}. */
    boolean wantsBody(Transaction transaction);

    /** What rule files and rules say of the body's length; known after {@link #head}. */
    Optional<Settings.Limit> limit(Transaction transaction);

    /** The rules about the whole message. */
    void body(Transaction transaction, byte[] body, Extent extent);
}
