package org.linli.matcher.registry.supervise;

import java.io.IOException;

/** One Redis server as the supervisor knows it. Blocks, for less than a second; throws where it does not answer. */
public interface Server {
    /** Its address, as in the record: host:port. */
    String address();

    ServerState look() throws IOException;

    /** Follows nobody from now on: it takes nothing more from whom it followed, nor confirms anything to it. */
    void stand() throws IOException;

    /** Throws its own data away, unless they are the other's, and follows it. */
    void follow(String address) throws IOException;

    /**
     * Writes into the region's data what counts from now on, founding the region where there is none. Throws
     * {@link IllegalStateException} where the data are another supervisor's or of a later generation.
     */
    void appoint(long generation, String supervisor, int acknowledging) throws IOException;

    /**
     * The same, and then whether so many replicas have this and all before it, which is asked on the same connection and
     * waited for at most a second.
     */
    boolean appointAndWait(long generation, String supervisor, int acknowledging) throws IOException;
}
