package dev.postern.coding;

import dev.postern.coding.CodingException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The content codings of HTTP (RFC 9110 §8.4.1, RFC 7932, RFC 8878) that are read and written. */
enum Coding {
    GZIP {
        @Override
        Decoder decoder() {
            return new GzipDecoder();
        }

        @Override
        Encoder encoder() {
            return DeflateEncoder.gzip();
        }
    },
    DEFLATE {
        @Override
        Decoder decoder() {
            return new DeflateDecoder();
        }

        @Override
        Encoder encoder() {
            return DeflateEncoder.zlib();
        }
    },
    BROTLI {
        @Override
        Decoder decoder() throws CodingException {
            return BrotliDecoder.open();
        }

        @Override
        Encoder encoder() throws CodingException {
            return BrotliEncoder.open();
        }
    },
    ZSTD {
        @Override
        Decoder decoder() throws CodingException {
            return ZstdDecoder.open();
        }

        @Override
        Encoder encoder() throws CodingException {
            return ZstdEncoder.open();
        }
    };

    private static final int MOST = 3;

    /** @throws CodingException on platforms that do not have it */
    abstract Decoder decoder() throws CodingException;

    abstract Encoder encoder() throws CodingException;

    /** @return in the order they were applied */
    static List<Coding> listed(String contentEncoding) throws CodingException {
        List<Coding> codings = new ArrayList<>();
        for (String element : contentEncoding.split(",", -1)) {
            String name = element.strip().toLowerCase(Locale.ROOT);
            if (name.isEmpty() || name.equals("identity")) {
                continue;
            }
            if (codings.size() == MOST) {
                throw new CodingException(Problem.STACKED);
            }
            codings.add(named(name));
        }
        return codings;
    }

    private static Coding named(String name) throws CodingException {
        return switch (name) {
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            case "br" -> BROTLI;
            case "zstd" -> ZSTD;
            default -> throw new CodingException(Problem.UNKNOWN);
        };
    }
}
