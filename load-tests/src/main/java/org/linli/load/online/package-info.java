/** Online matching: published streams of workers and tasks, matched as they arrive and checked apart. */
@NullMarked
package org.linli.load.online;

import org.jspecify.annotations.NullMarked;
