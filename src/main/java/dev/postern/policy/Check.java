package dev.postern.policy;

/** What one condition of a rule has become: asks a plain question about an attempt. Pure, for any thread. */
interface Check {

    boolean holds(Attempt attempt);

    /** What would have to be seen, for {@code explain}. */
    String wanted();

    /** What is seen, for {@code explain}. */
    String seen(Attempt attempt);
}
