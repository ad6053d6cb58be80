/** A load of plain bytes: prebuilt HTTP requests over many kept-alive connections on one thread, for 12,000 a second. */
@org.jspecify.annotations.NullMarked
package org.linli.load.wire;
