/** Real demand as input: a log of calls sent as hotline orders in its own rhythm, and what became of them. */
@NullMarked
package org.linli.gateway.replay;

import org.jspecify.annotations.NullMarked;
