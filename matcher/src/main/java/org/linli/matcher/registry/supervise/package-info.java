/** Who is a region's primary: the one supervisor that keeps a record of it, and what nodes ask the servers themselves. */
@NullMarked
package org.linli.matcher.registry.supervise;

import org.jspecify.annotations.NullMarked;
