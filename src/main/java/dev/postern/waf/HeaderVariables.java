package dev.postern.waf;

import dev.postern.body.Argument;
import java.util.Base64;
import java.util.List;

/** Header fields and cookies, in the order they came; a name that occurs twice has two rows. */
final class HeaderVariables {

    private HeaderVariables() {}

    static void request(Supply self, Transaction from, Rows into) {
        values(self, from.request().headers(), from, into);
    }

    static void requestNames(Supply self, Transaction from, Rows into) {
        names(self, from.request().headers(), from, into);
    }

    static void response(Supply self, Transaction from, Rows into) {
        values(self, from.response().headers(), from, into);
    }

    static void responseNames(Supply self, Transaction from, Rows into) {
        names(self, from.response().headers(), from, into);
    }

    static void cookies(Supply self, Transaction from, Rows into) {
        for (Argument cookie : from.request().cookies()) {
            into.add(self, cookie.name(), from.cells().lasting(cookie.value()));
        }
    }

    static void cookieNames(Supply self, Transaction from, Rows into) {
        ArgumentVariables.names(self, from.request().cookies(), from, into);
    }

    /** {@code Basic}, {@code Bearer}; empty when the request shows no credentials. */
    static byte[] authorizationScheme(Transaction from) {
        return Ascii.bytes(credentials(from)[0]);
    }

    /** The user of Basic credentials, whether or not they are right. */
    static byte[] basicUser(Transaction from) {
        String[] credentials = credentials(from);
        if (!credentials[0].equalsIgnoreCase("basic") || credentials.length < 2) {
            return Ascii.NONE;
        }
        try {
            String pair = Ascii.text(Base64.getDecoder().decode(Ascii.bytes(credentials[1].strip())));
            return Ascii.bytes(pair.substring(0, Math.max(0, pair.indexOf(':'))));
        } catch (IllegalArgumentException _) {
            return Ascii.NONE;
        }
    }

    private static String[] credentials(Transaction from) {
        return Ascii.text(from.request().first("authorization")).split(" ", 2);
    }

    private static void values(Supply self, List<Field> fields, Transaction from, Rows into) {
        for (Field field : fields) {
            into.add(self, field.name(), from.cells().lasting(field.value()));
        }
    }

    private static void names(Supply self, List<Field> fields, Transaction from, Rows into) {
        for (Field field : fields) {
            into.add(self, field.name(), from.cells().of(field.name()));
        }
    }
}
