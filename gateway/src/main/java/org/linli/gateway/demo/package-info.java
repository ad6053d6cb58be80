/**
 * The demo county: Qingzhen's real streets with fictional people who live through the public API as any client would.
 * What each person does is a small machine on a {@link org.linli.gateway.demo.Schedule} with seeded chance; what it says
 * goes through a door that tests replace.
 */
@NullMarked
package org.linli.gateway.demo;

import org.jspecify.annotations.NullMarked;
