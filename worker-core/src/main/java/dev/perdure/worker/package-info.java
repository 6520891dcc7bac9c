/**
 * The API for authors of workers. Implement {@link dev.perdure.worker.WorkHandler}, which gets a
 * {@link dev.perdure.worker.WorkContext} for each request, and start it with {@link
 * dev.perdure.worker.Worker}. The messages on the wire are records.
 *
 * <p>Numbers such as F7, in all packages, refer to the documentation's page on the protocol, which
 * describes what real clients do.
 */
@NullMarked
package dev.perdure.worker;

import org.jspecify.annotations.NullMarked;
