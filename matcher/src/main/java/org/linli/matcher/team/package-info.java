/** Teams, as whoever reads without the registry sees them. */
@NullMarked
package org.linli.matcher.team;

import org.jspecify.annotations.NullMarked;
