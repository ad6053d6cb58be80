/** The store as the registry sees it: what it must do at one stroke, and no more. */
@NullMarked
package org.linli.matcher.registry.store;

import org.jspecify.annotations.NullMarked;
