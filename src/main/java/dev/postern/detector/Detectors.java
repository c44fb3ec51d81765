package dev.postern.detector;

import dev.postern.detect.Detector;
import java.util.List;

/** Every detector that is built in. A new one is a file and a line here. */
public final class Detectors {

    public static final List<Detector> ALL = List.of(
            AbaRoutingNumber.DETECTOR,
            CreditCardNumber.DETECTOR,
            CreditCardTrack.DETECTOR,
            CryptoAddress.DETECTOR,
            DateAndTime.DETECTOR,
            DateOfBirth.DETECTOR,
            EmailAddress.DETECTOR,
            IbanCode.DETECTOR,
            Imei.DETECTOR,
            IpAddress.DETECTOR,
            JsonWebToken.DETECTOR,
            MacAddress.DETECTOR,
            PhMobileNumber.DETECTOR,
            PhoneNumber.DETECTOR,
            SwiftCode.DETECTOR,
            TrPhoneNumber.DETECTOR,
            UkDrivingLicence.DETECTOR,
            UkNationalHealthServiceNumber.DETECTOR,
            UkNationalInsuranceNumber.DETECTOR,
            UkPassport.DETECTOR,
            UkPostcode.DETECTOR,
            UkVehicleRegistration.DETECTOR,
            Url.DETECTOR,
            UsBankNumber.DETECTOR,
            UsDeaNumber.DETECTOR,
            UsDriversLicenseNumber.DETECTOR,
            UsEmployerIdentificationNumber.DETECTOR,
            UsMedicareBeneficiaryId.DETECTOR,
            UsNationalProviderIdentifier.DETECTOR,
            UsPassport.DETECTOR,
            UsSocialSecurityNumber.DETECTOR,
            UsTaxpayerIdentificationNumber.DETECTOR,
            VehicleIdentificationNumber.DETECTOR);

    private Detectors() {}
}
