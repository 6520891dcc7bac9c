/** Workers share results by a real nginx, which is slow, wrong, full and killed meanwhile. */
@NullMarked
package dev.perdure.worker.it.nginx;

import org.jspecify.annotations.NullMarked;
