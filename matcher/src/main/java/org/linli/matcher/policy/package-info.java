/** A region's policy as text: read, checked line by line, and the one that a new region starts with. */
@NullMarked
package org.linli.matcher.policy;

import org.jspecify.annotations.NullMarked;
