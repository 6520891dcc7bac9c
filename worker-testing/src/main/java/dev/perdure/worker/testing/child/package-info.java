/** The other side of a child process that speaks the protocol of {@code PROTOCOL.md}. */
@NullMarked
package dev.perdure.worker.testing.child;

import org.jspecify.annotations.NullMarked;
