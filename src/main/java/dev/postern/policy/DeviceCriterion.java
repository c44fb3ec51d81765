package dev.postern.policy;

import dev.postern.config.PolicyConfig;
import dev.postern.config.PolicyConfig.RevocationDemand;
import dev.postern.device.Device;
import java.util.Optional;

/**
 * {@code from.device}: {@code enrolled} means a device whose certificate a configured authority issued, valid and not revoked; {@code not-enrolled}
 * means every other, none included; {@code any} asks for nothing and is the default. With {@code revocation: best-effort} a device counts as enrolled too while it cannot be
 * told whether it is revoked; {@code required} is the default.
 */
final class DeviceCriterion implements Criterion<Check> {

    @Override
    public Optional<Check> compile(PolicyConfig rule) {
        return switch (rule.from().device()) {
            case ANY -> Optional.empty();
            case ENROLLED -> Optional.of(new PlainCheck(wanted(rule.from().revocation()), a -> enrolled(a.device(), rule.from().revocation()).isPresent(), a -> seen(a.device())));
            case NOT_ENROLLED -> Optional.of(new PlainCheck("not enrolled", a -> !(a.device() instanceof Device.Enrolled), a -> a.device().label()));
        };
    }

    /** The device that a rule with this demand takes for enrolled. */
    static Optional<Device.Enrolled> enrolled(Device device, RevocationDemand demand) {
        return switch (device) {
            case Device.Enrolled enrolled -> Optional.of(enrolled);
            case Device.Undetermined undetermined -> demand == RevocationDemand.BEST_EFFORT ? Optional.of(undetermined.enrolled()) : Optional.empty();
            case Device.Revoked _, Device.Expired _, Device.Unknown _, Device.Absent _ -> Optional.empty();
        };
    }

    private static String wanted(RevocationDemand demand) {
        return switch (demand) {
            case REQUIRED -> "enrolled";
            case BEST_EFFORT -> "enrolled, revocation best-effort";
        };
    }

    private static String seen(Device device) {
        return device instanceof Device.Undetermined undetermined ? device.label() + " (" + undetermined.why() + ')' : device.label();
    }
}
