/**
 * Who goes to whom when everybody goes to one: the exact optimum of the one-to-one part of the plan, kept exact while
 * visits and volunteers come, go and move. Free of frameworks and of the rest of the engine.
 */
@NullMarked
package org.linli.matcher.match;

import org.jspecify.annotations.NullMarked;
