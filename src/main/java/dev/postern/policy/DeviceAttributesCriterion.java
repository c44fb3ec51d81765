package dev.postern.policy;

import dev.postern.config.PolicyConfig;
import dev.postern.config.PolicyConfig.DeviceCondition;
import dev.postern.config.PolicyConfig.RevocationDemand;
import dev.postern.device.Device;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code from.device-attributes}: the device is enrolled and each attribute has one of the values. Example: {@code device-attributes: {unit:
 * [finance, audit]}}.
 */
final class DeviceAttributesCriterion implements Criterion<Check> {

    @Override
    public Optional<Check> compile(PolicyConfig rule) {
        Map<String, Set<String>> attributes = OneOfValues.compile("device attribute", rule.from().deviceAttributes());
        if (!attributes.isEmpty() && rule.from().device() == DeviceCondition.NOT_ENROLLED) {
            throw new IllegalArgumentException("device attributes of a device that is not enrolled: it has none, so the rule could never hold");
        }
        return attributes.isEmpty() ? Optional.empty()
                : Optional.of(new PlainCheck(
                        OneOfValues.describe(attributes), a -> has(a.device(), rule.from().revocation(), attributes), a -> seen(a.device(), attributes.keySet())));
    }

    private static boolean has(Device device, RevocationDemand demand, Map<String, Set<String>> attributes) {
        return DeviceCriterion.enrolled(device, demand).filter(enrolled -> attributes.entrySet().stream().allMatch(wanted -> has(enrolled, wanted))).isPresent();
    }

    private static boolean has(Device.Enrolled device, Map.Entry<String, Set<String>> wanted) {
        String value = device.attributes().get(wanted.getKey());
        return value != null && wanted.getValue().contains(value);
    }

    private static String seen(Device device, Set<String> names) {
        return device instanceof Device.Enrolled enrolled
                ? names.stream().map(n -> n + " " + enrolled.attributes().getOrDefault(n, "missing")).collect(Collectors.joining(", "))
                : device.label();
    }
}
