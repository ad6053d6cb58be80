package org.linli.matcher.cluster;

import java.util.List;
import java.util.function.Consumer;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneProblem;

/** Whoever improves zones: this node's solver, or nodes of the cluster. Returns at once; safe for any thread. */
public interface ZoneSolving {
    /**
     * Searches a zone; a newer problem of the same zone replaces an older one.
     *
     * @param differences given what is better, any number of times, on any thread: hand over, do not work there
     * @param done        called once when nothing more will come
     */
    void solve(ZoneProblem problem, Consumer<List<ZoneDifference>> differences, Runnable done);

    /** Holds searches on this node up, because the dispatcher has work. */
    void park();

    /** Lets them go on. */
    void resume();

    /** Nobody improves anything. */
    ZoneSolving NONE = new ZoneSolving() {
        @Override
        public void solve(ZoneProblem problem, Consumer<List<ZoneDifference>> differences, Runnable done) {
            done.run();
        }

        @Override
        public void park() {}

        @Override
        public void resume() {}
    };
}
