/** Rows of people and orders. */
@NullMarked
package org.linli.gateway.enrol;

import org.jspecify.annotations.NullMarked;
