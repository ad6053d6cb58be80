/** What a plan is made from: volunteers, visits, commitments and travel times. Immutable, with no framework. */
@NullMarked
package org.linli.solver.facts;

import org.jspecify.annotations.NullMarked;
