/** Tables in and out. */
@NullMarked
package org.linli.gateway.sheet;

import org.jspecify.annotations.NullMarked;
