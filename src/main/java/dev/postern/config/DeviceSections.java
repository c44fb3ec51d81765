package dev.postern.config;

import dev.postern.config.DevicesConfig.AuthorityConfig;
import dev.postern.config.Keys.Key;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code devices}: which authorities enrol devices. */
final class DeviceSections {

    static final Section<AuthorityConfig> AUTHORITY = authority();
    static final Section<DevicesConfig> DEVICES = devices();

    private DeviceSections() {}

    private static Section<DevicesConfig> devices() {
        Keys keys = new Keys("Which authorities enrol devices.");
        Key<List<AuthorityConfig>> authorities = keys.many("authorities", Lists.maybeEmpty(AUTHORITY), "The device authorities.");
        return keys.to(v -> new DevicesConfig(v.get(authorities)));
    }

    private static Section<AuthorityConfig> authority() {
        Keys keys = new Keys("An authority that enrols devices.");
        Key<Located<String>> name = keys.required("name", Scalars.declares(Names.Kind.AUTHORITY), "Used in rules and in the audit trail.");
        Key<Located<Path>> certificates = keys.required("certificates", FileShapes.existing(), "PEM file with its roots; watched and reloaded.");
        RevocationSections.Revocation revocation = RevocationSections.in(keys);
        Key<Map<String, String>> attributes = keys.or("attributes", Maps.of(attributeName(), Scalars.text()), Map.of(),
                "What every device of this authority has, for conditions in rules.");
        return keys.to(v -> new AuthorityConfig(v.get(name), v.get(certificates), v.get(revocation.crls()), v.get(revocation.crlGrace()), v.get(revocation.crlUrls()),
                v.get(revocation.crlRefresh()), v.get(revocation.ocsp()), v.get(revocation.networks()), v.get(attributes)));
    }

    static TextShape<String> attributeName() {
        return new TextShape<>("a name of letters, digits, dots, hyphens and underscores", text -> {
            if (!text.matches("[A-Za-z0-9._-]{1,64}")) {
                throw new Unfit(Shown.of(text) + " cannot be a name", "");
            }
            return text;
        }, Json.pattern("^[A-Za-z0-9._-]{1,64}$"));
    }
}
