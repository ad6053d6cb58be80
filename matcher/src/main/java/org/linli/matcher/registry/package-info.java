/** The system of record: a pure core decides, one script commits, everybody else follows the log. */
@NullMarked
package org.linli.matcher.registry;

import org.jspecify.annotations.NullMarked;
