@NullMarked
package org.linli.solver;

import org.jspecify.annotations.NullMarked;
