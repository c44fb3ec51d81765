package dev.postern.detector;

import dev.postern.detect.Detector;
import java.util.List;

/** Every detector that is built in. A new one is a file and a line here. */
public final class Detectors {

    public static final List<Detector> ALL = List.of(
            AuBusinessNumber.DETECTOR,
            AuCompanyNumber.DETECTOR,
            AuMedicareNumber.DETECTOR,
            AuTaxFileNumber.DETECTOR,
            CaSocialInsuranceNumber.DETECTOR,
            CreditCardNumber.DETECTOR,
            DeBusinessPremisesNumber.DETECTOR,
            DeCommercialRegisterNumber.DETECTOR,
            DeDriversLicenceNumber.DETECTOR,
            DeHealthInsuranceNumber.DETECTOR,
            DeIdentityCardNumber.DETECTOR,
            DePassportNumber.DETECTOR,
            DePensionInsuranceNumber.DETECTOR,
            DePhysicianNumber.DETECTOR,
            DePostalCode.DETECTOR,
            DeTaxIdentificationNumber.DETECTOR,
            DeTaxNumber.DETECTOR,
            DeVatNumber.DETECTOR,
            DeVehicleRegistration.DETECTOR,
            EmailAddress.DETECTOR,
            EsForeignerNumber.DETECTOR,
            EsPassportNumber.DETECTOR,
            EsTaxNumber.DETECTOR,
            FiPersonalIdentityCode.DETECTOR,
            IbanCode.DETECTOR,
            InAadhaarNumber.DETECTOR,
            InGoodsTaxNumber.DETECTOR,
            InPassportNumber.DETECTOR,
            InPermanentAccountNumber.DETECTOR,
            InVehicleRegistration.DETECTOR,
            InVoterNumber.DETECTOR,
            ItDriversLicenceNumber.DETECTOR,
            ItFiscalCode.DETECTOR,
            ItIdentityCardNumber.DETECTOR,
            ItPassportNumber.DETECTOR,
            ItVatNumber.DETECTOR,
            KrBusinessNumber.DETECTOR,
            KrDriversLicenceNumber.DETECTOR,
            KrForeignerNumber.DETECTOR,
            KrPassportNumber.DETECTOR,
            KrResidentNumber.DETECTOR,
            NgIdentityNumber.DETECTOR,
            NgVehicleRegistration.DETECTOR,
            PhTaxpayerNumber.DETECTOR,
            PlPesel.DETECTOR,
            SeOrganisationNumber.DETECTOR,
            SePersonalNumber.DETECTOR,
            SgEntityNumber.DETECTOR,
            SgIdentityNumber.DETECTOR,
            SwiftCode.DETECTOR,
            ThIdentityNumber.DETECTOR,
            TrIdentityNumber.DETECTOR,
            TrVehicleRegistration.DETECTOR,
            UsSocialSecurityNumber.DETECTOR,
            ZaIdentityNumber.DETECTOR);

    private Detectors() {}
}
