@NullMarked
package org.linli.solver.plan;

import org.jspecify.annotations.NullMarked;
