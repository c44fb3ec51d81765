package dev.postern.waf;

import dev.postern.config.Located;
import dev.postern.config.Problems;
import dev.postern.operator.DataFiles;
import dev.postern.operator.InvalidOperatorException;
import dev.postern.seclang.Setting;
import dev.postern.transformation.UnicodeMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code SecUnicodeMapFile FILE PAGE}: the characters of {@code %uHHHH} become octets as the code page of this number in the file says. The file's name is relative to the rule file; at most 8 MiB.
 *
 * <p>ModSecurity goes on without a map where the file has no such page; here that is an error, since {@code %uff1c} would pass rules that look for {@code <}.
 */
final class UnicodeMapFile {

    private static final String EXPECTED = "SecUnicodeMapFile unicode.mapping 20127";

    private final Function<String, DataFiles> files;
    private final Problems problems;

    /** @param files the data files beside the rule file of this name */
    UnicodeMapFile(Function<String, DataFiles> files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    /** Empty when something is wrong, which has been reported. Blocks on the disk. */
    Optional<UnicodeMap> read(Setting setting) {
        List<Located<String>> values = setting.values();
        if (values.size() != 2) {
            problems.add(setting.at(), "SecUnicodeMapFile takes a file and the number of a code page", EXPECTED);
            return Optional.empty();
        }
        Located<String> page = values.getLast();
        if (!page.value().matches("[0-9]{1,9}")) {
            problems.add(page.at(), "a code page is a number", EXPECTED);
            return Optional.empty();
        }
        return read(values.getFirst(), page);
    }

    private Optional<UnicodeMap> read(Located<String> file, Located<String> page) {
        byte[] content;
        try {
            content = files.apply(file.at().file()).read(file.value());
        } catch (InvalidOperatorException unreadable) {
            problems.add(file.at(), unreadable.getMessage(), unreadable.hint());
            return Optional.empty();
        }
        try {
            return Optional.of(UnicodeMap.parse(new String(content, StandardCharsets.ISO_8859_1), Integer.parseInt(page.value())));
        } catch (IllegalArgumentException wrong) {
            problems.add(page.at(), "the map cannot be used: " + wrong.getMessage(), "a line with the page's number, then entries hhhh:hh");
            return Optional.empty();
        }
    }
}
