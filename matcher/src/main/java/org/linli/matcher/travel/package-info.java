/** How long it takes from place to place. */
@NullMarked
package org.linli.matcher.travel;

import org.jspecify.annotations.NullMarked;
