package dev.postern.demo;

import dev.postern.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Writes the demonstration's {@code postern.yaml}: two apps, people and devices, a workload, limits, an audit trail. It is a good first configuration to read. */
final class DemoConfig {

    /** Where things listen, on loopback. */
    record Ports(int ingress, int admin, int ledger, int wiki) {}

    /** The development identity provider. */
    record Idp(String issuer, Secret clientSecret) {}

    private DemoConfig() {}

    private static String key() {
        byte[] octets = new byte[32];
        new SecureRandom().nextBytes(octets);
        return Base64.getEncoder().encodeToString(octets);
    }

    /** @param rules whether there is a firewall in front of the wiki, and with which Core Rule Set */
    static Path write(Path dir, Ports ports, Idp people, DemoRules.Outcome rules) throws IOException {
        Files.writeString(dir.resolve("client-secret"), people.clientSecret().reveal());
        Files.createFile(dir.resolve("dlp-keys"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(dir.resolve("dlp-keys"), "token cards %s\nenvelope fields %s\nfingerprint audit %s\n".formatted(key(), key(), key()));
        return Files.writeString(dir.resolve("postern.yaml"), """
                # The demonstration's configuration. Everything it names is in this directory.
                listen:
                  ingress:
                    address: 127.0.0.1:%1$d
                    tls: {cert: pki/ingress.pem, key: pki/ingress-key.pem}
                    overload: {loop-delay: 10s}   # clients, apps and gateway are one process here, just started: leave this out elsewhere
                  admin:
                    address: 127.0.0.1:%2$d

                identity:
                  providers:
                    - {name: demo, title: "Demo identity provider (development only)", issuer: "%5$s", client-id: postern, client-secret: {file: client-secret}}
                  tokens:
                    - {name: demo-api, issuer: "%5$s", audiences: [demo-api], jwks: "%5$s/jwks", user-claim: preferred_username}
                  workloads:
                    - {trust-domain: demo.test, bundle: pki/mesh-ca.pem}
                  sessions: {device: when-present}
                  assertion: {issuer: "https://ledger.localhost:%1$d"}

                devices:
                  authorities:
                    - {name: laptops, certificates: pki/device-ca.pem, crls: [pki/device-ca.crl]}

                mesh:
                  identity: {cert: pki/gateway.pem, key: pki/gateway-key.pem}
                  trust: [pki/mesh-ca.pem]

                upstreams:
                  - {name: ledger, url: "https://127.0.0.1:%3$d", expect: "spiffe://demo.test/ns/finance/sa/ledger"}
                  - {name: wiki, url: "https://127.0.0.1:%4$d", expect: "spiffe://demo.test/ns/docs/sa/wiki"}

                routes:
                  - name: ledger
                    title: Ledger
                    host: ledger.localhost
                    path: /
                    upstream: ledger
                    discoverable: signed-in
                    identity-headers: {user: X-User, groups: X-Groups, device: X-Device}
                    limits: [per-user]
                  - name: wiki
                    title: Wiki
                    host: wiki.localhost
                    path: /
                    upstream: wiki
                    inspect: {dlp: cards-and-keys}
                  - name: wiki-search
                    host: wiki.localhost
                    path: /search
                    upstream: wiki
                    inspect: {%6$sdlp: cards-and-keys}

                policies:
                  - name: finance-on-managed-devices
                    effect: allow
                    routes: [ledger]
                    from: {groups: [finance], device: enrolled}
                  - name: nightly-batch
                    effect: allow
                    routes: [ledger]
                    from: {workloads: ["spiffe://demo.test/ns/jobs/sa/batch"]}
                    to: {methods: [GET], paths: ["/api/*"]}
                  - name: staff-read-the-wiki
                    effect: allow
                    routes: [wiki, wiki-search]
                    from: {groups: [staff]}
                  - name: nobody-deletes-at-the-weekend
                    effect: deny
                    mode: shadow
                    to: {methods: [DELETE], time: {days: [sat, sun], hours: "00:00-24:00", zone: UTC}}

                dlp:
                  - name: cards-and-keys
                    keys: dlp-keys
                    rules:
                      - {types: [credential], in: request, action: block}
                      - {types: [CREDIT_CARD_NUMBER], from: {groups: [finance]}, in: request, action: restore, tokens: {keep-first: 6, keep-last: 4}}
                      - {types: [CREDIT_CARD_NUMBER], from: {groups: [finance]}, in: response, action: tokenise, tokens: {keep-first: 6, keep-last: 4}}
                      - {types: [CREDIT_CARD_NUMBER], in: response, action: mask, mask: {keep-last: 4}}

                limits:
                  - {name: per-user, by: user, requests: 10, period: 1s, concurrency: 20}

                audit:
                  file: audit.jsonl
                %7$s""".formatted(ports.ingress(), ports.admin(), ports.ledger(), ports.wiki(), people.issuer(), firewall(rules).isEmpty() ? "" : "waf: core-rules, ", firewall(rules)));
    }

    private static String firewall(DemoRules.Outcome rules) {
        return switch (rules) {
            case DemoRules.Installed installed -> "\nwaf:\n  - {name: core-rules}\n";
            case DemoRules.Fetched fetched -> "\nwaf:\n  - {name: core-rules, core-rule-set: " + fetched.home().getFileName() + "}\n";
            case DemoRules.Missing missing -> "";
        };
    }
}
