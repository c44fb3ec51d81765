package dev.postern.pki;

import java.security.cert.CertificateParsingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An immutable table from host names to key material, one for each key type. A look-up is at most two hash look-ups and stores nothing. */
final class SniTable {

    private final Map<String, Map<String, String>> byName = new HashMap<>();
    private final Map<String, String> defaults = new LinkedHashMap<>();
    private final Map<String, KeyMaterial> byAlias = new HashMap<>();
    private final List<String> overlaps = new ArrayList<>();

    SniTable(List<KeyMaterial> materials) {
        for (KeyMaterial material : materials) {
            String alias = Thumbprint.of(material.leaf()).value();
            byAlias.put(alias, material);
            defaults.putIfAbsent(material.keyType(), alias);
            for (String name : names(material)) {
                String first = byName.computeIfAbsent(name, n -> new HashMap<>()).putIfAbsent(material.keyType(), alias);
                if (first != null && !first.equals(alias)) {
                    overlaps.add(name);
                }
            }
        }
    }

    /** The alias for a name in a ClientHello and a key type the handshake accepts; the default's when there is no such name here. */
    Optional<String> alias(Optional<String> serverName, String keyType) {
        return Optional.ofNullable(serverName.flatMap(this::find).orElse(defaults).get(keyType));
    }

    private Optional<Map<String, String>> find(String serverName) {
        String name = canonical(serverName);
        Map<String, String> exact = byName.get(name);
        int dot = name.indexOf('.');
        return Optional.ofNullable(exact != null || dot < 1 ? exact : byName.get('*' + name.substring(dot)));
    }

    Optional<KeyMaterial> material(String alias) {
        return Optional.ofNullable(byAlias.get(alias));
    }

    List<String> overlaps() {
        return List.copyOf(overlaps);
    }

    private static List<String> names(KeyMaterial material) {
        try {
            return SubjectNames.of(material.leaf()).dns().stream().map(SniTable::canonical).distinct().filter(SniTable::isServable).toList();
        } catch (CertificateParsingException unreadable) {
            throw new IllegalArgumentException(material + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /** A wildcard is the whole first label and nothing else (RFC 6125 §6.4.3), above at least two labels. */
    private static boolean isServable(String name) {
        int star = name.lastIndexOf('*');
        return star < 0 || star == 0 && name.startsWith("*.") && name.indexOf('.', 2) > 0;
    }

    private static String canonical(String name) {
        return (name.endsWith(".") ? name.substring(0, name.length() - 1) : name).toLowerCase(Locale.ROOT);
    }
}
