@NullMarked
package org.linli.solver.facts;

import org.jspecify.annotations.NullMarked;
