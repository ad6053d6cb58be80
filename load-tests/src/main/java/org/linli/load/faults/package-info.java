/**
 * Real processes under real faults: a node and its Redis are killed, stopped, cut off, starved of disk and robbed of
 * power while real clients use the door; what they were told and what the store then holds goes to the same checker as
 * the simulator's histories.
 */
@NullMarked
package org.linli.load.faults;

import org.jspecify.annotations.NullMarked;
