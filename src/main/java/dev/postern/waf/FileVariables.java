package dev.postern.waf;

import dev.postern.body.MultipartBody;
import dev.postern.body.Part;
import java.util.List;

/** Files of a multipart body, and the header lines of its parts; each row has the name of its part. */
final class FileVariables {

    private FileVariables() {}

    static void originalNames(Supply self, Transaction from, Rows into) {
        for (Part file : files(from)) {
            into.add(self, file.name(), from.cells().of(file.file().orElse(Ascii.NONE)));
        }
    }

    static void partNames(Supply self, Transaction from, Rows into) {
        for (Part file : files(from)) {
            into.add(self, file.name(), from.cells().of(file.name()));
        }
    }

    static void sizes(Supply self, Transaction from, Rows into) {
        for (Part file : files(from)) {
            into.add(self, file.name(), from.cells().of(Ascii.number(file.content().length())));
        }
    }

    static byte[] combinedSize(Transaction from) {
        return Ascii.number(from.request().content() instanceof MultipartBody multipart ? multipart.filesCombinedSize() : 0);
    }

    static void partHeaders(Supply self, Transaction from, Rows into) {
        if (from.request().content() instanceof MultipartBody multipart) {
            for (Part part : multipart.parts()) {
                part.headers().forEach(line -> into.add(self, part.name(), from.cells().of(line)));
            }
        }
    }

    private static List<Part> files(Transaction from) {
        return from.request().content() instanceof MultipartBody multipart ? multipart.files() : List.of();
    }
}
