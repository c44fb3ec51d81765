package dev.postern.identity;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How an issuer's claims become a user.
 *
 * @param issuer      configured name of the provider or token issuer that vouches for the user
 * @param userClaim   the claim that names the user
 * @param groupsClaim the claim that lists groups
 */
public record UserMapping(String issuer, String userClaim, String groupsClaim) {

    private static final int MAX_NAME = 256;

    /** Empty when the claims do not name exactly one user in at most 256 printable characters: a name is written in logs, headers and pages. */
    public Optional<Principal.User> user(Claims claims) {
        List<String> names = claims.strings(userClaim);
        if (names.size() != 1 || !isName(names.getFirst())) {
            return Optional.empty();
        }
        return Optional.of(new Principal.User(names.getFirst(), issuer, Set.copyOf(claims.strings(groupsClaim)), claims));
    }

    private static boolean isName(String name) {
        return !name.isBlank() && name.length() <= MAX_NAME && name.codePoints().noneMatch(UserMapping::isUnprintable);
    }

    /** Controls, and marks that turn or hide text: {@code alice} with a hidden mark must not pass for {@code alice} in an audit trail. */
    private static boolean isUnprintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SURROGATE, Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
