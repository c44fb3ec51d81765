package dev.postern.waf;

import dev.postern.body.Argument;
import dev.postern.body.FormBody;
import dev.postern.body.GuessedBody;
import dev.postern.body.JsonBody;
import dev.postern.body.MultipartBody;
import dev.postern.body.XmlBody;
import java.util.ArrayList;
import java.util.List;

/** ARGS and its kin: the query's arguments, then the body's. ModSecurity counts the arguments of JSON among ARGS but not among ARGS_POST. */
final class ArgumentVariables {

    private ArgumentVariables() {}

    static void all(Supply self, Transaction from, Rows into) {
        values(self, from.request().queryArguments(), from, into);
        values(self, from.request().content().arguments(), from, into);
    }

    static void allNames(Supply self, Transaction from, Rows into) {
        names(self, from.request().queryArguments(), from, into);
        names(self, from.request().content().arguments(), from, into);
    }

    static void get(Supply self, Transaction from, Rows into) {
        values(self, from.request().queryArguments(), from, into);
    }

    static void getNames(Supply self, Transaction from, Rows into) {
        names(self, from.request().queryArguments(), from, into);
    }

    static void post(Supply self, Transaction from, Rows into) {
        values(self, posted(from), from, into);
    }

    static void postNames(Supply self, Transaction from, Rows into) {
        names(self, posted(from), from, into);
    }

    private static List<Argument> posted(Transaction from) {
        return switch (from.request().content()) {
            case FormBody form -> form.arguments();
            case MultipartBody multipart -> multipart.arguments();
            case GuessedBody guessed -> guessed.arguments();
            case JsonBody _, XmlBody _ -> List.of();
        };
    }

    static byte[] combinedSize(Transaction from) {
        List<Argument> both = new ArrayList<>(from.request().queryArguments());
        both.addAll(from.request().content().arguments());
        return Ascii.number(both.stream().mapToLong(argument -> argument.name().length + argument.value().length).sum());
    }

    static void values(Supply self, List<Argument> arguments, Transaction from, Rows into) {
        for (Argument argument : arguments) {
            into.add(self, argument.name(), from.cells().of(argument.value()));
        }
    }

    static void names(Supply self, List<Argument> arguments, Transaction from, Rows into) {
        for (Argument argument : arguments) {
            into.add(self, argument.name(), from.cells().of(argument.name()));
        }
    }
}
