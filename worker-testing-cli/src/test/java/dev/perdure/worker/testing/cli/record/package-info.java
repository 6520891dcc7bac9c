@NullMarked
package dev.perdure.worker.testing.cli.record;

import org.jspecify.annotations.NullMarked;
