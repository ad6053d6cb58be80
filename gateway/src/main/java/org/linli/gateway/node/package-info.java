/** A node composed of its parts: store, cluster, engine, door. */
@NullMarked
package org.linli.gateway.node;

import org.jspecify.annotations.NullMarked;
