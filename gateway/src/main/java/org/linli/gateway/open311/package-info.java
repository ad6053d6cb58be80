/** Open311 GeoReport v2: the door of hotlines and of cities' apps, as a façade over orders. */
@NullMarked
package org.linli.gateway.open311;

import org.jspecify.annotations.NullMarked;
