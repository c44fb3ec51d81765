package dev.postern.config;

import java.util.Optional;

/** Where environment variables that the configuration names are looked up. */
@FunctionalInterface
public interface Environment {

    Optional<String> variable(String name);

    /** That of this process. */
    static Environment system() {
        return name -> Optional.ofNullable(System.getenv(name));
    }
}
