package org.linli.gateway.node;

import java.util.function.Function;
import java.util.function.Supplier;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.view.RegionView;

/** The rules in force as the read model knows them, read from their YAML once a version. Safe to call from any thread. */
final class Rulebook implements Supplier<RegionPolicy> {
    private final RegionView view;
    private final Function<String, RegionPolicy> reader;
    private volatile Known known;

    private record Known(RegionView.Rules rules, RegionPolicy policy) {}

    /** @param reader gives the first rules for the empty text */
    Rulebook(RegionView view, Function<String, RegionPolicy> reader) {
        this.view = view;
        this.reader = reader;
        this.known = new Known(view.rules(), reader.apply(""));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the view keeps one object as long as the rules are the same
    public RegionPolicy get() {
        RegionView.Rules now = view.rules();
        Known last = known;
        if (last.rules() == now) {
            return last.policy();
        }
        Known fresh = new Known(now, reader.apply(now.yaml()));
        known = fresh;
        return fresh.policy();
    }
}
