/** What decoding costs: our codecs and their peers, as JMH runs them. */
@NullMarked
package dev.perdure.worker.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
