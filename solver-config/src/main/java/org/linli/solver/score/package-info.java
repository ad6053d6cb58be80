/** What a route is worth: the rules, the exact score of a route, and the exact change that one more visit makes. */
@NullMarked
package org.linli.solver.score;

import org.jspecify.annotations.NullMarked;
