/**
 * The simulator: the registry, dispatcher, timers, lease, log tail, pusher and resuming clients of the house, on one
 * thread in virtual time, in a world where store, network, processes and clocks fail as a seed says.
 */
@NullMarked
package org.linli.sim;

import org.jspecify.annotations.NullMarked;
