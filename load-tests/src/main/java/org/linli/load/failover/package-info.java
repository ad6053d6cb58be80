/** Failovers of a supervised pair of real servers under load, and what is lost with and without waiting for the replica. */
@NullMarked
package org.linli.load.failover;

import org.jspecify.annotations.NullMarked;
