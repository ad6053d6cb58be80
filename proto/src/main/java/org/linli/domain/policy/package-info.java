/** A region's rules as immutable values: what is offered, to whom, how it is weighed and credited. */
@NullMarked
package org.linli.domain.policy;

import org.jspecify.annotations.NullMarked;
