/** Copies of a region's data to another place, and the way back from them to any moment that they hold. */
@NullMarked
package org.linli.matcher.registry.backup;

import org.jspecify.annotations.NullMarked;
