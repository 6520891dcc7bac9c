/**
 * What is thrown at workers and job servers for minutes, at random: signals, the end of their
 * input, small limits, name spaces. Runs with {@code -Pstorm}.
 */
@NullMarked
package dev.perdure.worker.storm;

import org.jspecify.annotations.NullMarked;
