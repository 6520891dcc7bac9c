/**
 * What the worker tells those who read its log: its messages, traces, and why it ends. For the
 * modules of this library; not part of its API.
 */
@NullMarked
package dev.perdure.worker.runtime.log;

import org.jspecify.annotations.NullMarked;
