package dev.postern.detector;

import dev.postern.detect.Detector;
import java.util.List;

/** Every detector that is built in. A new one is a file and a line here. */
public final class Detectors {

    public static final List<Detector> ALL = List.of(
            CreditCardNumber.DETECTOR,
            EmailAddress.DETECTOR,
            IbanCode.DETECTOR,
            SwiftCode.DETECTOR,
            UsSocialSecurityNumber.DETECTOR);

    private Detectors() {}
}
