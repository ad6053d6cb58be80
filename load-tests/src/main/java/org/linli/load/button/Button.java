package org.linli.load.button;

import com.google.protobuf.ByteString;

/** A registered button and the key that only it and the region have. */
public record Button(String id, ByteString key) {}
