/** Many people and orders at once: which columns a county's tables have, and what stands in their cells. */
@NullMarked
package org.linli.gateway.enrol;

import org.jspecify.annotations.NullMarked;
