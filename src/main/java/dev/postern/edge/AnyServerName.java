package dev.postern.edge;

import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import java.util.List;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;

/**
 * Takes every server name, and thereby makes the JDK look at it at all: with a matcher in place it does not resume a session under another name than the one it was made
 * for (RFC 6066 §3), without one it would, and report the old name.
 */
final class AnyServerName extends SNIMatcher {

    private static final List<SNIMatcher> ANY = List.of(new AnyServerName());

    private AnyServerName() {
        super(StandardConstants.SNI_HOST_NAME);
    }

    /** On the JDK's engine; what BoringSSL resumes is {@link Tickets}' to say. */
    static void acceptOn(SSLEngine engine) {
        if (engine instanceof ReferenceCountedOpenSslEngine) {
            return;
        }
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setSNIMatchers(ANY);
        engine.setSSLParameters(parameters);
    }

    @Override
    public boolean matches(SNIServerName name) {
        return true;
    }
}
