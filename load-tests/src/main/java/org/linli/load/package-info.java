/**
 * Open-loop benchmarks from outside: a node in a process of its own, the load in another, each request timed from the
 * moment it was due (no coordinated omission), beside yardsticks measured in the same minute on the same machine.
 */
@NullMarked
package org.linli.load;

import org.jspecify.annotations.NullMarked;
