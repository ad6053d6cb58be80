/** A week of one community, played through the public doors of a node that begins empty. */
@NullMarked
package org.linli.load.week;

import org.jspecify.annotations.NullMarked;
