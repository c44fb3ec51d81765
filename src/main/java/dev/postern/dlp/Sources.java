package dev.postern.dlp;

import dev.postern.config.DlpConfig;
import dev.postern.config.Problems;
import dev.postern.detect.Detector;
import dev.postern.detect.Finder;
import dev.postern.detect.InfoType;
import dev.postern.detect.ShapeFinder;
import dev.postern.detector.Detectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where a profile's types of data come from: detectors that are built in, rules for credentials, and what users bring. */
final class Sources {

    private Sources() {}

    static Sources of(DlpConfig config, Problems problems) {
        return new Sources();
    }

    List<InfoType> types() {
        return Detectors.ALL.stream().map(Detector::type).toList();
    }

    /** Finders of these types; some find others too. */
    List<Finder> finders(Set<String> wanted) {
        List<Finder> finders = new ArrayList<>();
        List<Detector> detectors = Detectors.ALL.stream().filter(detector -> wanted.contains(detector.type().name())).toList();
        if (!detectors.isEmpty()) {
            finders.add(ShapeFinder.of(detectors));
        }
        return finders;
    }
}
