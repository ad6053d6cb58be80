/** Nodes together, over Hazelcast and the Vert.x event bus. */
@NullMarked
package org.linli.gateway.cluster;

import org.jspecify.annotations.NullMarked;
