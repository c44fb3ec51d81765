package dev.postern.pki;

import io.netty.handler.ssl.OpenSsl;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.SSLEngineOptions;
import java.util.Locale;

/**
 * Who does the arithmetic of TLS. BoringSSL where its library is there (Linux), else the JDK; the system property {@value #PROPERTY} ({@code auto}, {@code jdk},
 * {@code boringssl}) chooses. Keys, trust and every rule about them are ours with both.
 */
public enum TlsEngine {
    JDK, BORINGSSL;

    public static final String PROPERTY = "postern.tls.engine";

    /** Asked at run time: what a native image is built on says nothing about where it runs. */
    public static TlsEngine here() {
        return switch (System.getProperty(PROPERTY, "auto").toLowerCase(Locale.ROOT)) {
            case "jdk" -> JDK;
            case "boringssl" -> available();
            default -> OpenSsl.isAvailable() ? BORINGSSL : JDK;
        };
    }

    private static TlsEngine available() {
        if (!OpenSsl.isAvailable()) {
            throw new IllegalStateException("BoringSSL is asked for and cannot be had here", OpenSsl.unavailabilityCause());
        }
        return BORINGSSL;
    }

    /** Sessions are not kept by id: which of them may be taken up again is the listener's to say. */
    public SSLEngineOptions options() {
        return switch (this) {
            case JDK -> new JdkSSLEngineOptions();
            case BORINGSSL -> new OpenSSLEngineOptions().setSessionCacheEnabled(false);
        };
    }
}
