/** Technicians and requests revealed during the day: published instances, planned by production's solver, checked apart. */
@NullMarked
package org.linli.load.trsp;

import org.jspecify.annotations.NullMarked;
