/**
 * What a request prints: how much of it is kept, and that it does not name the sandbox directory.
 * For the modules of this library; not part of its API.
 */
@NullMarked
package dev.perdure.worker.runtime.output;

import org.jspecify.annotations.NullMarked;
