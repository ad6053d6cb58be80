/** Ways along the roads of an OpenStreetMap extract, exact and at once. */
@NullMarked
package org.linli.matcher.road;

import org.jspecify.annotations.NullMarked;
