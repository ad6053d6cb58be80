package org.linli.matcher.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * How an order's open visits stand in the book.
 *
 * @param code  that they wait to be planned, or that the book is full; null: neither
 * @param ahead how many orders come before
 */
record Standing(@Nullable ReasonCode code, long ahead) {
    static final Standing NONE = new Standing(null, 0);
}
