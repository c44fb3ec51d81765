package dev.postern.operator;

/**
 * {@code @geoLookup}: where an address is. There is no database of places, so it never matches and GEO stays empty; that is what it does in ModSecurity without {@code SecGeoLookupDB}, which is an
 * error here. Rules of the Core Rule Set 3.3 that use it stay without effect, as they do there.
 *
 * <p>Argument: none.
 *
 * <p>Example: {@code SecRule REMOTE_ADDR "@geoLookup" "id:1,phase:1,chain,deny"}
 */
final class GeoLookup {

    private GeoLookup() {}

    static Operator of(String argument, DataFiles files) {
        return NoMatch.of(argument, files);
    }
}
