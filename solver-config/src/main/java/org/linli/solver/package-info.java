/** Who is to visit whom, and when: the planning model, its rules, and the solver's settings. */
@NullMarked
package org.linli.solver;

import org.jspecify.annotations.NullMarked;
