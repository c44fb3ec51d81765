package dev.postern.gateway;

import dev.postern.identity.Session;
import dev.postern.identity.SessionEnd;
import dev.postern.identity.SessionKey;
import dev.postern.identity.SessionObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Hears of every session that ends, before there is a gateway that wants to know. Any thread. */
final class SessionEnds implements SessionObserver {

    private static final Logger LOG = Logger.getLogger(SessionEnds.class);

    private final List<Consumer<SessionKey>> listeners = new CopyOnWriteArrayList<>();

    void tell(Consumer<SessionKey> listener) {
        listeners.add(listener);
    }

    @Override
    public void ended(Session session, SessionEnd why) {
        LOG.infof("event=session-ended session=%s user=%s why=%s", session.key(), session.user().label(), why);
        listeners.forEach(listener -> listener.accept(session.key()));
    }
}
