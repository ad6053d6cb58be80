/** Who may do what: roles, ownership, tokens, tickets. The only place where that is decided. */
@NullMarked
package org.linli.gateway.access;

import org.jspecify.annotations.NullMarked;
