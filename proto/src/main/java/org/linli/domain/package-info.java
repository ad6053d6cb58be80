/** The words of Linli as immutable values: identities, places, windows. No framework, no I/O, no clock. */
@NullMarked
package org.linli.domain;

import org.jspecify.annotations.NullMarked;
