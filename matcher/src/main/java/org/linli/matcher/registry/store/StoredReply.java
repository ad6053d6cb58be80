package org.linli.matcher.registry.store;

import com.google.protobuf.ByteString;
import org.linli.proto.Reply;

/**
 * The reply that a request key got, once and for ever.
 *
 * @param bodyHash of the request that got it
 * @param reply    with the sequence and generation of its entry
 */
public record StoredReply(ByteString bodyHash, Reply reply) {}
