package dev.postern.device;

import dev.postern.config.DevicesConfig.AuthorityConfig;
import dev.postern.config.Located;
import dev.postern.config.Problems;
import dev.postern.pki.Pem;
import dev.postern.pki.RevocationList;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the files of device authorities and reports everything that is wrong with them where they are named. */
final class AuthorityCompiler {

    private final RevocationNetwork network;
    private final Problems problems;
    private final Map<X509Certificate, String> ownerOf = new HashMap<>();

    AuthorityCompiler(RevocationNetwork network, Problems problems) {
        this.network = network;
        this.problems = problems;
    }

    DeviceAuthority compile(AuthorityConfig config) {
        List<X509Certificate> anchors = anchors(config.certificates());
        anchors.forEach(anchor -> claim(anchor, config));
        List<RevocationList> lists = new ArrayList<>();
        config.crls().forEach(file -> lists.addAll(lists(file, anchors)));
        return new DeviceAuthority(config.name().value(), anchors, new Evidence(config, lists, anchors, network), config.attributes());
    }

    private List<X509Certificate> anchors(Located<Path> file) {
        try {
            List<X509Certificate> anchors = Pem.certificates(file.value());
            anchors.stream().filter(c -> c.getBasicConstraints() < 0).forEach(c -> problems.add(file.at(),
                    file + " holds a certificate that is no authority: " + c.getSubjectX500Principal().getName(),
                            "give the certificates of the roots"));
            return anchors;
        } catch (IllegalArgumentException unreadable) {
            problems.add(file.at(), unreadable.getMessage());
            return List.of();
        }
    }

    private void claim(X509Certificate anchor, AuthorityConfig config) {
        String owner = ownerOf.putIfAbsent(anchor, config.name().value());
        if (owner != null && !owner.equals(config.name().value())) {
            problems.add(config.certificates().at(), anchor.getSubjectX500Principal().getName() + " already belongs to the authority " + owner,
                    "a root vouches for the devices of one authority");
        }
    }

    private List<RevocationList> lists(Located<Path> file, List<X509Certificate> anchors) {
        try {
            List<RevocationList> lists = RevocationList.read(file.value());
            lists.stream().filter(list -> forged(list, anchors)).forEach(list -> problems.add(file.at(),
                    file + " holds a CRL in the name of " + list.issuer().getName() + " that this authority did not sign"));
            return lists;
        } catch (IllegalArgumentException unreadable) {
            problems.add(file.at(), unreadable.getMessage());
            return List.of();
        }
    }

    /** A CRL of an intermediate can be checked only when the intermediate is presented. */
    private static boolean forged(RevocationList list, List<X509Certificate> anchors) {
        List<X509Certificate> named = anchors.stream().filter(a -> a.getSubjectX500Principal().equals(list.issuer())).toList();
        return !named.isEmpty() && named.stream().noneMatch(list::signedBy);
    }
}
