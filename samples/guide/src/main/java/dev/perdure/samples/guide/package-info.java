/**
 * The code of the documentation site: a page shows the regions between {@code #region} and {@code
 * #endregion}, so what a reader copies compiles and has a test.
 */
@NullMarked
package dev.perdure.samples.guide;

import org.jspecify.annotations.NullMarked;
