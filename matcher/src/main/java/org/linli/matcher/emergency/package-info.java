/** What an emergency means for what the region does: pure rules that the core, the dispatcher and the door share. */
@NullMarked
package org.linli.matcher.emergency;

import org.jspecify.annotations.NullMarked;
