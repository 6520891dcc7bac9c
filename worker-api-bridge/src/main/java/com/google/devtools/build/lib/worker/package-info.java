/**
 * The official library's API: {@link com.google.devtools.build.lib.worker.WorkRequestHandler}
 * serves a worker's client, {@link com.google.devtools.build.lib.worker.WorkerProtocol} has the
 * messages. A worker that was written against that library compiles unchanged against this one; the
 * module's README lists what differs.
 */
@NullMarked
package com.google.devtools.build.lib.worker;

import org.jspecify.annotations.NullMarked;
