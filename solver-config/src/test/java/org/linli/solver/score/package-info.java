@NullMarked
package org.linli.solver.score;

import org.jspecify.annotations.NullMarked;
