/** Two policies on the same day: commands, table and page. */
@NullMarked
package org.linli.gateway.backtest;

import org.jspecify.annotations.NullMarked;
