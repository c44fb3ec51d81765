package dev.postern.policy;

import java.util.List;

/**
 * Every kind of condition, in the order in which they are asked: who first, as an index answers most of it, then the request, then the device, and
 * last what costs most. All conditions of a rule must hold, except that {@link #ALTERNATIVES} are ways to be meant, of which one suffices.
 */
final class Criteria {

    /** A kind of condition and the word by which {@code explain} calls it. */
    record Named<C extends Check>(String name, Criterion<C> criterion) {}

    /** Who may be meant: any one of those a rule has. */
    static final List<Criterion<PrincipalCheck>> ALTERNATIVES = List.of(new UsersCriterion(), new GroupsCriterion(), new WorkloadsCriterion());

    /** Who: decides whether a rule addresses a principal at all. */
    static final List<Named<PrincipalCheck>> WHO = List.of(
            new Named<>("principal", new PrincipalCriterion()),
            new Named<>("claims", new ClaimsCriterion()),
            new Named<>("provider", new ProvidersCriterion()));

    /** Which requests. */
    static final List<Named<Check>> REQUEST = List.of(
            new Named<>("method", new MethodsCriterion()),
            new Named<>("host", new HostsCriterion()),
            new Named<>("path", new PathsCriterion()),
            new Named<>("network", new NetworksCriterion()),
            new Named<>("header", new HeadersCriterion()),
            new Named<>("time", new TimeCriterion()));

    /** On what device. */
    static final List<Named<Check>> DEVICE = List.of(
            new Named<>("device", new DeviceCriterion()),
            new Named<>("device attributes", new DeviceAttributesCriterion()));

    private Criteria() {}
}
