package dev.postern.pki;

import dev.postern.fuzz.Text;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A server name out of a ClientHello, any octets: the certificate shown is for that name, or it is the default. */
public final class SniTableFuzz {

    private static final CertificateAuthority CA = CertificateAuthority.root("Fuzz", Clock.systemUTC());
    private static final KeyMaterial DEFAULT = CA.server("gate.test");
    private static final KeyMaterial EXACT = CA.server("app.test");
    private static final KeyMaterial WILD = CA.server("*.apps.test");
    private static final SniTable TABLE = new SniTable(List.of(DEFAULT, EXACT, WILD));

    private SniTableFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String name = Text.latin(data);
        KeyMaterial shown = TABLE.alias(Optional.of(name), "EC").flatMap(TABLE::material).orElseThrow();
        String plain = (name.endsWith(".") ? name.substring(0, name.length() - 1) : name).toLowerCase(Locale.ROOT);
        boolean below = plain.endsWith(".apps.test") && plain.indexOf('.') == plain.length() - ".apps.test".length() && plain.indexOf('.') > 0;
        Text.same(plain.equals("app.test") ? EXACT : below ? WILD : DEFAULT, shown, "shown to " + name);
    }
}
