/** What the slots of an isolated tool share with the program around it. */
@NullMarked
package dev.perdure.worker.it.isolated.shared;

import org.jspecify.annotations.NullMarked;
