package org.linli.matcher.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * How an order's open visits stand in the book.
 *
 * @param code  that an emergency pauses them, that they wait to be planned, or that the book is full; null: none of these
 * @param ahead how many orders come before, or for how many minutes at most it is paused
 */
record Standing(@Nullable ReasonCode code, long ahead) {
    static final Standing NONE = new Standing(null, 0);
}
