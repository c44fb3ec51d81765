package dev.postern.demo;

import java.util.List;

/** Somebody who can be signed in without a password at the development identity provider. */
public record DevUser(String name, String title, List<String> groups) {

    public DevUser {
        groups = List.copyOf(groups);
    }

    String subject() {
        return "dev-" + name;
    }

    String email() {
        return name + "@corp.test";
    }
}
