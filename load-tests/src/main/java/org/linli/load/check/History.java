package org.linli.load.check;

import java.util.ArrayList;
import java.util.List;

/** What happened, in order. For one thread. */
public final class History {
    private final List<Happening> happenings = new ArrayList<>();

    public void add(Happening happening) {
        happenings.add(happening);
    }

    public List<Happening> all() {
        return happenings;
    }

    public int size() {
        return happenings.size();
    }
}
