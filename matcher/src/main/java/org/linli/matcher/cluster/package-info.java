/** Nodes together: membership, the bus, placement of zone solvers. May be wiped, split or frozen: only latency changes. */
@NullMarked
package org.linli.matcher.cluster;

import org.jspecify.annotations.NullMarked;
