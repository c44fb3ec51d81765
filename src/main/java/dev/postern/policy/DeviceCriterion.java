package dev.postern.policy;

import dev.postern.config.PolicyConfig;
import dev.postern.device.Device;
import java.util.Optional;

/**
 * {@code from.device}: {@code enrolled} means a device whose certificate a configured authority issued, valid and not revoked; {@code not-enrolled}
 * means every other, none included; {@code any} asks for nothing and is the default.
 */
final class DeviceCriterion implements Criterion<Check> {

    @Override
    public Optional<Check> compile(PolicyConfig rule) {
        return switch (rule.from().device()) {
            case ANY -> Optional.empty();
            case ENROLLED -> Optional.of(new PlainCheck("enrolled", a -> a.device() instanceof Device.Enrolled, a -> a.device().label()));
            case NOT_ENROLLED -> Optional.of(new PlainCheck("not enrolled", a -> !(a.device() instanceof Device.Enrolled), a -> a.device().label()));
        };
    }
}
