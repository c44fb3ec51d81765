package dev.postern.upstream;

import java.util.List;
import java.util.Optional;

/**
 * How requests are shared between the gateway's own zone and the others. Its own takes as much as it can bear: everything while most of its members are available, then as much less
 * as are missing, and the others take the rest.
 */
final class Zones {

    /** A zone is counted on to bear this many percent of its usual share: with five of seven members it still takes everything. */
    private static final int BEARS_PERCENT = 140;

    private Zones() {
    }

    /** @param asked of {@code members}, all of which count towards what a zone can bear. @param weights of those asked. @return weights that add up to the shares of the zones; zero for whom is not asked */
    static long[] shares(List<Member> members, List<Member> asked, Optional<String> own, long[] weights) {
        long here = 0;
        long elsewhere = 0;
        for (int i = 0; i < weights.length; i++) {
            if (isIn(own, asked.get(i))) {
                here += weights[i];
            } else {
                elsewhere += weights[i];
            }
        }
        if (here == 0 || elsewhere == 0) {
            return weights;
        }
        int percent = bears(members, asked, own);
        long[] shares = new long[weights.length];
        for (int i = 0; i < weights.length; i++) {
            shares[i] = isIn(own, asked.get(i)) ? weights[i] * percent * elsewhere : weights[i] * (100 - percent) * here;
        }
        return shares;
    }

    /** Only priorities that are asked count. */
    private static int bears(List<Member> members, List<Member> asked, Optional<String> own) {
        List<Integer> priorities = asked.stream().map(member -> member.endpoint().priority()).distinct().toList();
        long all = members.stream().filter(member -> isIn(own, member) && priorities.contains(member.endpoint().priority())).count();
        long available = asked.stream().filter(member -> isIn(own, member)).count();
        return Math.toIntExact(Math.min(100, BEARS_PERCENT * available / all));
    }

    private static boolean isIn(Optional<String> own, Member member) {
        return own.isPresent() && own.equals(member.endpoint().zone());
    }
}
