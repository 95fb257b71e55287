package org.fiducia.reader.root.internal.storage;

/**
 * The bytes of an object.
 *
 * @param key where it was found
 * @param bytes the object alone; references within it count from the beginning of its key
 */
public record StoredObject(Key key, ByteCursor bytes) {}
