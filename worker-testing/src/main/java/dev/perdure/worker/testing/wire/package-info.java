/**
 * The client's side of both encodings, which shares no code with the codecs that are tested.
 * Protocol buffers are encoded by hand: a library could collide with that of a tool.
 */
@NullMarked
package dev.perdure.worker.testing.wire;

import org.jspecify.annotations.NullMarked;
