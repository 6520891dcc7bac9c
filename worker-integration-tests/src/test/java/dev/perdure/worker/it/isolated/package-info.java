/** Tools as they are on Maven Central: isolated in a worker they do what they do alone. */
@NullMarked
package dev.perdure.worker.it.isolated;

import org.jspecify.annotations.NullMarked;
