package dev.postern.dlp;

import dev.postern.config.DlpConfig;
import dev.postern.config.Located;
import dev.postern.config.Problems;
import dev.postern.pki.FileState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Compiled profiles, kept for the next configuration where neither they nor their files have changed. For one thread, that which reads configurations. */
final class Profiles {

    /** By what their configurations say, wherever in a file it stands. */
    private Map<String, Kept> kept = Map.of();
    private Set<Path> files = Set.of();

    /** @param files what each was before it was read */
    private record Kept(Map<Path, Optional<FileState>> files, Profile profile) {}

    /** Those that are sound, by name; what is wrong with others has been added to the problems. */
    Map<String, Profile> of(List<DlpConfig> configs, Problems problems) {
        Map<String, Kept> now = new HashMap<>();
        Map<String, Profile> profiles = new LinkedHashMap<>();
        Set<Path> read = new HashSet<>();
        for (DlpConfig config : configs) {
            Map<Path, Optional<FileState>> states = states(config);
            read.addAll(states.keySet());
            Kept before = kept.get(config.toString());
            if (before != null && before.files().equals(states)) {
                now.put(config.toString(), before);
                profiles.put(config.name().value(), before.profile());
            } else {
                new ProfileCompiler(config, problems).compile().ifPresent(profile -> {
                    now.put(config.toString(), new Kept(states, profile));
                    profiles.put(config.name().value(), profile);
                });
            }
        }
        kept = now;
        files = Set.copyOf(read);
        return profiles;
    }

    Set<Path> files() {
        return files;
    }

    private static Map<Path, Optional<FileState>> states(DlpConfig config) {
        List<Located<Path>> all = new ArrayList<>();
        config.keys().ifPresent(all::add);
        config.gitleaks().ifPresent(all::add);
        config.dictionaries().forEach(dictionary -> all.add(dictionary.file()));
        config.exactData().forEach(data -> Stream.of(data.index(), data.key()).forEach(all::add));
        Map<Path, Optional<FileState>> states = new LinkedHashMap<>();
        all.forEach(file -> states.put(file.value(), FileState.of(file.value())));
        return states;
    }
}
