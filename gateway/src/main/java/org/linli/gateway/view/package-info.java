/** The door's read model: what lists and pushes need, fed by the log alone. */
@NullMarked
package org.linli.gateway.view;

import org.jspecify.annotations.NullMarked;
