package dev.postern.admin;

import dev.postern.config.ListenConfig.AdminConfig;

/**
 * Health, readiness and metrics on a listener of their own: Quarkus' HTTP server, told where to listen before it starts. {@code /q/health/live}, {@code /q/health/ready},
 * {@code /q/metrics}.
 */
public final class AdminListener {

    private AdminListener() {}

    /** To be called before Quarkus starts: it reads its settings once. */
    public static void configure(AdminConfig config) {
        String host = config.address().value().host();
        String port = Integer.toString(config.address().value().port());
        System.setProperty("quarkus.http.host", host);
        config.tls().ifPresentOrElse(tls -> {
            System.setProperty("quarkus.http.insecure-requests", "disabled");
            System.setProperty("quarkus.http.ssl-port", port);
            System.setProperty("quarkus.http.ssl.certificate.files", tls.cert().value().toString());
            System.setProperty("quarkus.http.ssl.certificate.key-files", tls.key().value().toString());
        }, () -> System.setProperty("quarkus.http.port", port));
    }
}
