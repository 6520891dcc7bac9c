/**
 * The standard streams and their descriptors: which thread prints where, and that none reaches the
 * wire. For the modules of this library; not part of its API.
 */
@NullMarked
package dev.perdure.worker.runtime.streams;

import org.jspecify.annotations.NullMarked;
