/** The mechanics of a call: reading a body, limits, problems, answers. Knows nothing of orders. */
@NullMarked
package org.linli.gateway.http;

import org.jspecify.annotations.NullMarked;
