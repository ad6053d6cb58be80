/** When something comes again: rules of recurrence, holidays, exceptions. Pure; the registry and the door ask alike. */
@NullMarked
package org.linli.matcher.repeat;

import org.jspecify.annotations.NullMarked;
