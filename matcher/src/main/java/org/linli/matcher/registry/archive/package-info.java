/** The log on disk: append-only files with checksums, behind which the store may be trimmed. */
@NullMarked
package org.linli.matcher.registry.archive;

import org.jspecify.annotations.NullMarked;
