package dev.postern.cli;

import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the program begins: the command line first; only the commands that serve start the server framework. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... args) {
        int exit = CommandLineOf.postern().execute(args);
        if (exit != CommandLineOf.SERVED) {
            System.exit(exit);
        }
    }
}
