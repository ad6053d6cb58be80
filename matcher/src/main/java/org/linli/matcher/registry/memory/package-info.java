/** The store's scripts as a model in memory: what tests hold the scripts to, and what the simulator crashes. */
@NullMarked
package org.linli.matcher.registry.memory;

import org.jspecify.annotations.NullMarked;
