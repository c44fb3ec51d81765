package dev.postern.device;

import dev.postern.pki.OcspAnswer;
import dev.postern.pki.OcspQuestion;
import dev.postern.pki.OcspVerdict;
import dev.postern.pki.OcspVerdict.Answer;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What a responder says about one certificate. A verdict is replaced by a newer one alone, so that no old answer can be replayed over it. It is asked for again in time while the
 * certificate is in use. Safe from any thread; answers are verified away from event loops.
 */
final class OcspCell {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Logger LOG = Logger.getLogger(OcspCell.class);

    /** What a cell is about. */
    record Subject(BigInteger serial, X509Certificate issuer, URI responder, OcspTerms terms) {}

    private final Subject subject;
    private final RevocationNetwork network;
    private final Backoff backoff = new Backoff(LONGEST_PAUSE);
    private Optional<OcspVerdict> held = Optional.empty();
    private Optional<Future<Void>> underWay = Optional.empty();
    private Instant due = Instant.MIN;
    private boolean used;

    OcspCell(Subject subject, RevocationNetwork network) {
        this.subject = subject;
        this.network = network;
    }

    synchronized Optional<OcspVerdict> verdict() {
        return held;
    }

    /**
     * Notes that the verdict is wanted, and asks when it is time.
     *
     * @return what is worth waiting for: the first answer, or one in place of an answer that is outdated, on its way
     */
    synchronized Optional<Future<Void>> ask(Instant now) {
        used = true;
        askWhenDue(now);
        return held.filter(verdict -> now.isBefore(verdict.nextUpdate())).isPresent() ? Optional.empty() : underWay;
    }

    /** Asks in the background about what has been used since the last answer. */
    synchronized void refresh(Instant now) {
        if (used) {
            askWhenDue(now);
        }
    }

    private void askWhenDue(Instant now) {
        if (underWay.isEmpty() && !now.isBefore(due) && !backoff.pauses(now)) {
            OcspQuestion question = OcspQuestion.about(subject.serial(), subject.issuer(), subject.terms().nonce());
            underWay = network.ocsp(subject.responder(), subject.terms().reach(), question)
                    .map(answer -> answer.compose(bytes -> network.off(() -> accept(bytes, question))).onFailure(this::failed));
        }
        underWay = underWay.filter(asked -> !asked.isComplete());
    }

    private Void accept(byte[] bytes, OcspQuestion question) throws Exception {
        Instant now = network.now();
        take(OcspAnswer.read(bytes, question, now, subject.terms().grace()).noLongerThan(now.plus(subject.terms().maxAge())), now);
        return null;
    }

    private synchronized void take(OcspVerdict next, Instant now) {
        if (held.filter(before -> next.thisUpdate().isBefore(before.thisUpdate())).isPresent()) {
            throw new IllegalArgumentException("the answer is older than the one held");
        }
        boolean sameAnswer = held.map(OcspVerdict::answer).orElse(Answer.GOOD) == next.answer();
        held = Optional.of(next);
        used = false;
        backoff.succeeded();
        due = Due.after(now, subject.terms().refresh(), next.nextUpdate(), SHORTEST);
        if (!sameAnswer) {
            LOG.infof("event=ocsp-verdict serial=%s answer=%s this-update=%s", subject.serial().toString(16), next.answer(), next.thisUpdate());
            network.changed();
        }
    }

    private synchronized void failed(Throwable cause) {
        backoff.failed(network.now());
        if (backoff.isFirst()) {
            LOG.warnf("event=ocsp-failed responder=%s serial=%s cause=%s", subject.responder(), subject.serial().toString(16), cause.getMessage());
        }
    }
}
