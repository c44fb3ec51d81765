package dev.postern.body;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A {@code multipart/form-data} body.
 *
 * @param arguments the parts that are no files, and those of files without a name ({@link Part#isArgument}), when the body could be read to its end or its cut; none otherwise, as in ModSecurity
 * @param parts     all parts that were read, in order
 * @param last      the last names seen in a disposition, even in one that is invalid
 */
public record MultipartBody(List<Argument> arguments, Optional<BodyError> error, Set<MultipartFlag> flags, List<Part> parts, LastNames last) implements ParsedBody {

    public MultipartBody {
        arguments = List.copyOf(arguments);
        flags = Set.copyOf(flags);
        parts = List.copyOf(parts);
    }

    /** {@code MULTIPART_NAME} and {@code MULTIPART_FILENAME}. */
    public record LastNames(Optional<byte[]> name, Optional<byte[]> file) {

        static final LastNames NONE = new LastNames(Optional.empty(), Optional.empty());
    }

    /** The parts behind {@code FILES}, {@code FILES_NAMES} and {@code FILES_SIZES}. */
    public List<Part> files() {
        return parts.stream().filter(part -> part.file().isPresent()).toList();
    }

    /** {@code FILES_COMBINED_SIZE}. */
    public long filesCombinedSize() {
        return parts.stream().filter(part -> part.file().isPresent()).mapToLong(part -> part.content().length()).sum();
    }

    /** {@code MULTIPART_STRICT_ERROR}. */
    public boolean strictError() {
        return flags.stream().anyMatch(MultipartFlag::strict);
    }

    /** {@code MULTIPART_CRLF_LF_LINES}. */
    public boolean mixedLines() {
        return flags.contains(MultipartFlag.CRLF_LINE) && flags.contains(MultipartFlag.LF_LINE);
    }
}
