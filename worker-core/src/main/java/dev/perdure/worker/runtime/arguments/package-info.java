/**
 * The arguments and paths of a request: startup arguments, flagfiles, shell words, the sandbox
 * directory. For the modules of this library; not part of its API.
 */
@NullMarked
package dev.perdure.worker.runtime.arguments;

import org.jspecify.annotations.NullMarked;
