/** The API's documents as tests hold the node against them. */
@NullMarked
package org.linli.gateway.schema;

import org.jspecify.annotations.NullMarked;
