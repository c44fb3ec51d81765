package dev.postern.inspect;

import dev.postern.exchange.Denial;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What an inspection says after it has seen some more of a message. */
public sealed interface Verdict {

    /** Pass on everything held so far. */
    record Release() implements Verdict {}

    /** Pass nothing on yet: more must be seen. Nothing is released before a later verdict does, or the end. */
    record Hold() implements Verdict {}

    /** Pass on these octets in place of everything held so far, which includes the piece just seen. */
    record Replace(Buffer content) implements Verdict {

        public Replace {
            Objects.requireNonNull(content, "content");
        }
    }

    /** Of a head alone: pass it on with these values in place of all those its headers of these names have. */
    record Amend(Map<String, List<String>> headers) implements Verdict {

        public Amend {
            headers = Map.copyOf(headers);
        }
    }

    /** Pass nothing on; end the exchange with this denial. */
    record Deny(Denial denial) implements Verdict {

        public Deny {
            Objects.requireNonNull(denial, "denial");
        }
    }

    Verdict RELEASE = new Release();
    Verdict HOLD = new Hold();
}
