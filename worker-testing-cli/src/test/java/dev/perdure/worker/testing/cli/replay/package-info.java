@NullMarked
package dev.perdure.worker.testing.cli.replay;

import org.jspecify.annotations.NullMarked;
