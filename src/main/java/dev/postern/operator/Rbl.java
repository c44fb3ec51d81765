package dev.postern.operator;

/**
 * {@code @rbl ZONE}: an address is on a block list in DNS. Nothing is looked up while a request waits. {@code dnsbl.httpbl.org}, which the Core Rule Set 3.3 names, never matches: so it is in
 * ModSecurity without {@code SecHttpBlKey}, which is an error here. Any other zone is an error.
 *
 * <p>Argument: {@code dnsbl.httpbl.org}. Instead of others: a list fetched beforehand, with {@code @ipMatchFromFile}.
 *
 * <p>Example: {@code SecRule REMOTE_ADDR "@rbl dnsbl.httpbl.org" "id:1,phase:1,deny"}
 */
final class Rbl {

    private static final String HTTPBL = "dnsbl.httpbl.org";

    private Rbl() {}

    static Operator of(String argument, DataFiles files) throws InvalidOperatorException {
        if (!argument.strip().equals(HTTPBL)) {
            throw new InvalidOperatorException("the operator rbl is not supported", "nothing is looked up while a request waits: fetch the list beforehand and use @ipMatchFromFile");
        }
        return NoMatch.of(argument, files);
    }
}
