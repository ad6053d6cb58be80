/** The door of help buttons and tags: Protocol Buffers over TCP, a key for each device. */
@NullMarked
package org.linli.gateway.device;

import org.jspecify.annotations.NullMarked;
