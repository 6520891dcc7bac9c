/**
 * Protocol buffer messages, encoded and decoded by hand. This package needs no protobuf library, so
 * none can collide with that of a tool, and shares no code with the codecs that are tested.
 */
@NullMarked
package dev.perdure.worker.testing.wire;

import org.jspecify.annotations.NullMarked;
