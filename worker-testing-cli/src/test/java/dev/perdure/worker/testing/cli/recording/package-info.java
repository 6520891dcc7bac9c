@NullMarked
package dev.perdure.worker.testing.cli.recording;

import org.jspecify.annotations.NullMarked;
