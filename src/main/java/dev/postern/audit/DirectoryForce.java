package dev.postern.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Brings a directory to disk: that a file in it was created, renamed or removed outlives the machine's next moment. Blocks for as long as the disk takes. */
@FunctionalInterface
interface DirectoryForce {

    /** Takes one descriptor for a moment, and the right to read the directory. */
    DirectoryForce TO_DISK = directory -> {
        try (FileChannel open = FileChannel.open(directory, StandardOpenOption.READ)) {
            open.force(true);
        }
    };

    void force(Path directory) throws IOException;
}
