/**
 * Keeps native tools, such as compilers, running behind a Java worker. {@link
 * dev.perdure.worker.process.ProcessPool} starts processes from a {@link
 * dev.perdure.worker.process.ProcessConfiguration}, sends each request to one of them, and limits
 * their number and lifetime. Their protocol is described in {@code PROTOCOL.md} of this module.
 */
@NullMarked
package dev.perdure.worker.process;

import org.jspecify.annotations.NullMarked;
