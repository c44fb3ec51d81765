package dev.postern.waf;

import dev.postern.seclang.Collection;
import java.util.Optional;

/** TX and the stored collections as variables. */
final class MemberVariables {

    private MemberVariables() {}

    /** TX: members rules name outright are found by slot. */
    record Tx() implements Supply.Keyed {

        @Override
        public Optional<Cell> member(Keys.Named key, Transaction from) {
            return key.slot() >= 0 ? from.tx().get(key.slot()) : from.tx().get(Ascii.text(key.name())).map(from.cells()::of);
        }

        @Override
        public void fill(Supply self, Transaction from, Rows into) {
            from.tx().fill(self, into);
        }
    }

    /** IP, GLOBAL and their kin: empty until a rule opens them. */
    record Stored(Collection collection) implements Supply.Keyed {

        @Override
        public Optional<Cell> member(Keys.Named key, Transaction from) {
            return from.members(collection).flatMap(members -> members.get(Ascii.text(key.name()))).map(from.cells()::of);
        }

        @Override
        public void fill(Supply self, Transaction from, Rows into) {
            from.members(collection).ifPresent(members -> members.fill(self, into));
        }
    }

    /** USERID and its kin: the key the collection was opened with. */
    static byte[] key(Transaction from, Collection collection) {
        return from.opened(collection).map(open -> Ascii.bytes(open.key())).orElse(Ascii.NONE);
    }
}
