/** The sheets that a community's staff hold through a blackout, kept on the node's disk hour by hour. */
@NullMarked
package org.linli.gateway.blackout;

import org.jspecify.annotations.NullMarked;
