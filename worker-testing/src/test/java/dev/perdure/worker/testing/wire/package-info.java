@NullMarked
package dev.perdure.worker.testing.wire;

import org.jspecify.annotations.NullMarked;
