/**
 * Keeps a native compiler alive behind a Java worker: {@link
 * dev.perdure.worker.process.ProcessPool} starts processes of a {@link
 * dev.perdure.worker.process.ProcessConfiguration}, sends each request to one of them, and ends
 * them within bounds. They speak a protocol of their own, which {@code PROTOCOL.md} of this module
 * tells.
 */
@NullMarked
package dev.perdure.worker.process;

import org.jspecify.annotations.NullMarked;
