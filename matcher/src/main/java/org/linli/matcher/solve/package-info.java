/** Zone solvers: OptaPlanner on snapshots of the book, on threads of their own. */
@NullMarked
package org.linli.matcher.solve;

import org.jspecify.annotations.NullMarked;
