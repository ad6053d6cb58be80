/** Home health care routing and scheduling: published instances, solved by the production planner and checked apart. */
@NullMarked
package org.linli.load.hhcrsp;

import org.jspecify.annotations.NullMarked;
