/** The store in Redis: two scripts that read and commit, and the Redis that a node starts for itself. */
@NullMarked
package org.linli.matcher.registry.redis;

import org.jspecify.annotations.NullMarked;
