package dev.postern.detector;

import dev.postern.detect.Detector;

/** A detector as configuration asks for it. */
final class Named {

    private Named() {}

    static Detector detector(String name) {
        return Detectors.ALL.stream().filter(each -> each.type().name().equals(name) || each.type().aliases().contains(name)).findFirst().orElseThrow();
    }
}
