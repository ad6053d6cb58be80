/**
 * The checker: reads what happened, in a simulation or on real nodes, and says which promises were broken. It shares
 * the core's decisions with the registry and nothing else: what may follow what is written down here a second time.
 */
@NullMarked
package org.linli.load.check;

import org.jspecify.annotations.NullMarked;
