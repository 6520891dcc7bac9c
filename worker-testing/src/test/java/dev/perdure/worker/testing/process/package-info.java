@NullMarked
package dev.perdure.worker.testing.process;

import org.jspecify.annotations.NullMarked;
