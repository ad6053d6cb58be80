/** The door of a node: what is composed here, and {@code main}. */
@NullMarked
package org.linli.gateway;

import org.jspecify.annotations.NullMarked;
