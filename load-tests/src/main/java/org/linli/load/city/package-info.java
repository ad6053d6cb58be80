/** A city, or a county's month, on virtual time: production's dispatcher and decisions, made-up people, one seed. */
@NullMarked
package org.linli.load.city;

import org.jspecify.annotations.NullMarked;
