/**
 * Files that several processes share: names that are claimed by locks, outputs that get their final
 * name when they are complete, and the jars that programs are started from. Exported to this
 * library's modules only.
 */
@NullMarked
package dev.perdure.worker.files;

import org.jspecify.annotations.NullMarked;
