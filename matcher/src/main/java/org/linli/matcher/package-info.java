/** The engine: what the other packages of the matcher share. */
@NullMarked
package org.linli.matcher;

import org.jspecify.annotations.NullMarked;
