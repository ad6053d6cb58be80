/** The plan as OptaPlanner sees it: entities, rules as streams and as an incremental calculator, moves and settings. */
@NullMarked
package org.linli.solver.plan;

import org.jspecify.annotations.NullMarked;
