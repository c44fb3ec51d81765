package dev.postern.automaton;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;

/** Automata that have {@link Continuations}, in the whole process: of more than {@value #MOST} the one that has had them longest forgets them, so that their heap is bounded however many patterns there are. */
final class Remembered {

    static final int MOST = 12;
    static final Remembered ALL = new Remembered();

    private final Deque<WeakReference<Automaton>> automata = new ArrayDeque<>();

    private Remembered() {}

    void add(Automaton automaton) {
        Automaton oldest = added(automaton);
        if (oldest != null) {
            oldest.forget();
        }
    }

    private synchronized Automaton added(Automaton automaton) {
        automata.addLast(new WeakReference<>(automaton));
        return automata.size() > MOST ? automata.removeFirst().get() : null;
    }
}
