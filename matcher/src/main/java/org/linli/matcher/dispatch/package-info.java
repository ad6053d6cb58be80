/** The region's book of work: who is offered what, when and why. */
@NullMarked
package org.linli.matcher.dispatch;

import org.jspecify.annotations.NullMarked;
