/** Messages that reach people outside an open page. */
@NullMarked
package org.linli.gateway.message;

import org.jspecify.annotations.NullMarked;
