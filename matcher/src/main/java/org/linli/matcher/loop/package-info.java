/** Loops: one in real time on a thread of its own, one in virtual time for tests and simulation. */
@NullMarked
package org.linli.matcher.loop;

import org.jspecify.annotations.NullMarked;
