/** Minutes, points, tiers and the ledger that proves them. */
@NullMarked
package org.linli.matcher.credit;

import org.jspecify.annotations.NullMarked;
