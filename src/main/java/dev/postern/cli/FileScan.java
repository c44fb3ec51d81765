package dev.postern.cli;

import dev.postern.dlp.ContentScan;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/** Scans files and directories, one after the other, and prints what is found as it is found. */
final class FileScan {

    /** How findings are printed. */
    enum Style { TEXT, JSON }

    private final ContentScan scan;
    private final PrintWriter out;
    private final Style style;
    private final ProgressLine waiting;
    private long files;
    private long bytes;
    private long findings;
    private long unread;
    private long left;

    FileScan(ContentScan scan, PrintWriter out, Style style, ProgressLine waiting) {
        this.scan = scan;
        this.out = out;
        this.style = style;
        this.waiting = waiting;
    }

    int run(List<Path> paths) throws IOException {
        for (Path path : paths) {
            if (path.toString().equals("-")) {
                one("-", new GivenFile("standard input", System.in, this::progress));
            } else if (Files.isDirectory(path)) {
                tree(path);
            } else {
                file(path);
            }
        }
        waiting.wipe();
        if (style == Style.TEXT) {
            out.printf("%d findings in %d files, %.1f MB%s%s%n", findings, files, bytes / 1e6, unread == 0 ? "" : "; " + unread + " files could not be read in whole",
                    left == 0 ? "" : "; " + left + " links, special files and .git directories left out");
        }
        out.flush();
        return findings > 0 || unread > 0 ? CommandLineOf.FAILED : 0;
    }

    /** Links below it are not followed; what tools keep for themselves in .git is left out. */
    private void tree(Path named) throws IOException {
        Path root = named.toRealPath();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean internal = directory.endsWith(".git") && !directory.equals(root);
                left += internal ? 1 : 0;
                return internal ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                Path shown = named.resolve(root.relativize(path));
                if (!attributes.isRegularFile()) {
                    left++;
                    return FileVisitResult.CONTINUE;
                }
                try {
                    file(shown);
                } catch (IOException gone) {
                    unread(shown.toString(), "it cannot be read");
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException why) {
                unread(named.resolve(root.relativize(path)).toString(), "it cannot be opened");
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void file(Path path) throws IOException {
        try (GivenFile in = GivenFile.open(path, this::progress)) {
            one(path.toString(), in);
        }
        if (files % 64 == 0) {
            progress(0);
        }
    }

    private void one(String name, GivenFile in) throws IOException {
        files++;
        try {
            scan.scan(name, in, found -> print(name, found)).ifPresent(why -> unread(name, why));
        } finally {
            bytes += in.bytes();
        }
    }

    private void unread(String name, String why) {
        waiting.wipe();
        unread++;
        if (style == Style.JSON) {
            out.println(new JsonObject().put("file", name).put("unreadable", why).encode());
        } else {
            out.println(Rows.plain(name) + ": not read in whole: " + why);
        }
    }

    private void print(String name, ContentScan.Found found) {
        waiting.wipe();
        findings++;
        if (style == Style.JSON) {
            out.println(new JsonObject().put("file", name).put("type", found.type().name()).put("title", found.type().title()).put("confidence", found.confidence())
                    .put("place", found.place()).put("line", found.line()).put("column", found.column()).put("shown", found.shown()).encode());
        } else {
            String place = found.line() == 0 ? "" : ":" + found.line() + ':' + found.column();
            out.println(Rows.plain(name) + place + ": " + found.type().title() + " (" + found.type().name() + ", " + found.confidence() + ")"
                    + Optional.of(found.place()).filter(field -> !field.isEmpty()).map(field -> " at " + Rows.plain(field)).orElse("") + ": " + Rows.plain(found.shown()));
        }
    }

    /** @param inThis octets of the file that is being read */
    private void progress(long inThis) {
        waiting.show(files + " files, " + (bytes + inThis) / 1_000_000 + " MB, " + findings + " findings");
    }
}
