@NullMarked
package org.linli.matcher.solve;

import org.jspecify.annotations.NullMarked;
