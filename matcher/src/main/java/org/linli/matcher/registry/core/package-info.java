/** All business rules of the registry as pure functions: no I/O, no clock, no chance, ordered iteration. */
@NullMarked
package org.linli.matcher.registry.core;

import org.jspecify.annotations.NullMarked;
