package dev.postern.dlp;

import dev.postern.config.Located;
import dev.postern.config.Position;
import dev.postern.config.Problems;
import dev.postern.detect.Category;
import dev.postern.detect.InfoType;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which types of data there are for a profile, and what the words in its rules stand for. */
final class Catalogue {

    static final String ALL = "all";

    private final Map<String, Set<String>> byWord = new HashMap<>();
    private final Map<String, InfoType> byName = new TreeMap<>();

    Catalogue(Collection<InfoType> types) {
        types.forEach(type -> byName.putIfAbsent(type.name(), type));
        byName.values().forEach(type -> {
            add(ALL, type);
            add(word(type.category()), type);
            type.aliases().forEach(alias -> add(alias, type));
        });
        byName.values().forEach(type -> byWord.put(type.name(), Set.of(type.name())));
    }

    private void add(String word, InfoType type) {
        byWord.computeIfAbsent(word, unseen -> new LinkedHashSet<>()).add(type.name());
    }

    private static String word(Category category) {
        return category.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Set<String> types(List<String> words, Problems problems) {
        return locatedTypes(words.stream().map(word -> new Located<>(word, Position.NONE)).toList(), problems);
    }

    /** Names of types. */
    Set<String> locatedTypes(List<Located<String>> words, Problems problems) {
        Set<String> types = new LinkedHashSet<>();
        for (Located<String> word : words) {
            Set<String> found = byWord.get(word.value());
            if (found == null) {
                problems.add(word.at(), "there is no info type '" + word + "'", hint(word.value()));
            } else {
                types.addAll(found);
            }
        }
        return types;
    }

    private String hint(String word) {
        String upper = word.toUpperCase(Locale.ROOT).replace('-', '_');
        String like = byName.keySet().stream().filter(name -> name.contains(upper) || upper.contains(name)).limit(6).collect(Collectors.joining(", "));
        return like.isEmpty() ? "postern dlp types lists them" : "is it one of these: " + like + "?";
    }
}
