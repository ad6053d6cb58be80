/** What ways along roads cost to know, and how far they are from straight ones. */
@NullMarked
package org.linli.load.road;

import org.jspecify.annotations.NullMarked;
