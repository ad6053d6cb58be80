/** The calls of the API, one class a resource, and the mappers between JSON and the registry's words. */
@NullMarked
package org.linli.gateway.api;

import org.jspecify.annotations.NullMarked;
