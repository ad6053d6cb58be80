/** The stream: frames from the log to the sockets of those who may see them. */
@NullMarked
package org.linli.gateway.stream;

import org.jspecify.annotations.NullMarked;
