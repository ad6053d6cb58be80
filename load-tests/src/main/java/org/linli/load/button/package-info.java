/** Help buttons by the thousand, as their firmware would speak. */
@NullMarked
package org.linli.load.button;

import org.jspecify.annotations.NullMarked;
