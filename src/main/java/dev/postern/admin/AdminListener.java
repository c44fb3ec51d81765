package dev.postern.admin;

import dev.postern.config.ListenConfig.AdminConfig;
import java.io.File;
import java.util.stream.Collectors;

/**
 * Health, readiness and metrics on a listener of their own: Quarkus' HTTP server, told where to listen before it starts. {@code /q/health/live}, {@code /q/health/ready},
 * {@code /q/metrics}.
 */
public final class AdminListener {

    /** Files with the authorities of operators' certificates, where those are asked for: read by {@link AdminTls}. */
    static final String AUTHORITIES = "postern.admin.authorities";

    /** The listener's own certificate and key: Quarkus speaks TLS if there are any, {@link AdminTls} reads them. */
    static final String CERTIFICATE = "quarkus.http.ssl.certificate.files";
    static final String KEY = "quarkus.http.ssl.certificate.key-files";

    private AdminListener() {}

    /** To be called before Quarkus starts: it reads its settings once. */
    public static void configure(AdminConfig config) {
        String host = config.address().value().host();
        String port = Integer.toString(config.address().value().port());
        System.setProperty("quarkus.http.host", host);
        config.clientCertificates().ifPresent(asked -> System.setProperty(AUTHORITIES,
                asked.authorities().stream().map(file -> file.value().toString()).collect(Collectors.joining(File.pathSeparator))));
        config.tls().ifPresentOrElse(tls -> {
            System.setProperty("quarkus.http.insecure-requests", "disabled");
            System.setProperty("quarkus.http.ssl-port", port);
            System.setProperty(CERTIFICATE, tls.cert().value().toString());
            System.setProperty(KEY, tls.key().value().toString());
        }, () -> System.setProperty("quarkus.http.port", port));
    }
}
