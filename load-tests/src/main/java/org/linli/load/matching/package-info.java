/** How good and how fast the one-to-one matching is, beside greedy and an independent exact solver. */
@NullMarked
package org.linli.load.matching;

import org.jspecify.annotations.NullMarked;
