/** Recordings: their format, and the messages that are found in their bytes. */
@NullMarked
package dev.perdure.worker.testing.cli.recording;

import org.jspecify.annotations.NullMarked;
