/** What a node runs for a region: registry, batcher, log tail, timers, lease. */
@NullMarked
package org.linli.matcher.registry.node;

import org.jspecify.annotations.NullMarked;
