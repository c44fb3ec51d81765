package dev.postern.detector;

import dev.postern.detect.Detector;
import java.util.List;

/** Every detector that is built in. A new one is a file and a line here. */
public final class Detectors {

    public static final List<Detector> ALL = List.of(
            CreditCardNumber.DETECTOR,
            CryptoAddress.DETECTOR,
            EmailAddress.DETECTOR,
            IbanCode.DETECTOR,
            IpAddress.DETECTOR,
            JsonWebToken.DETECTOR,
            MacAddress.DETECTOR,
            SwiftCode.DETECTOR,
            Url.DETECTOR,
            UsSocialSecurityNumber.DETECTOR);

    private Detectors() {}
}
