/** Days of a region on virtual time, with production's decisions and dispatcher and made-up people, and what they say. */
@NullMarked
package org.linli.matcher.backtest;

import org.jspecify.annotations.NullMarked;
