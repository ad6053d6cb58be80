/** Personal data under one key a person, the keys under a master key outside the store. */
@NullMarked
package org.linli.matcher.registry.vault;

import org.jspecify.annotations.NullMarked;
