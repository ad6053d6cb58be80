package org.linli.matcher.registry.redis;

/** One run of a script. */
record Call(Script script, byte[][] keys, byte[][] arguments) {
    static Call of(Script script, Arguments arguments, byte[]... keys) {
        return new Call(script, keys, arguments.toArray());
    }
}
