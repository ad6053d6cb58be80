/**
 * A small asynchronous client of Linli's public API, as any outsider could write it: bearer tokens, JSON calls under an
 * {@code Idempotency-Key}, plain problems, patient repeats within a budget, and the stream with resume. The demo county,
 * the replay and the load tests speak through it and through nothing else.
 */
@NullMarked
package org.linli.gateway.client;

import org.jspecify.annotations.NullMarked;
